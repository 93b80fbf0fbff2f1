import type { RunEvent } from '../model/event.ts';

/** What a run shows while it goes on. */
export interface Progress {
  show(event: RunEvent): void;
  clear(): void;
}

/** A line that is rewritten on a terminal; nothing in a pipe, where the report follows soon enough. */
export function openProgress(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Progress {
  let total = 0;
  let done = 0;
  let shown = false;
  function clear(): void {
    if (shown) out.write('\r\u001b[2K');
    shown = false;
  }
  return {
    clear,
    show(event) {
      if (!out.isTTY) return;
      if (event.type === 'client-started') [total, done] = [event.ofShard ?? event.scenarios, 0];
      if (event.type === 'scenario') done += 1;
      if (event.type !== 'scenario' && event.type !== 'control') return;
      clear();
      out.write(`${event.client}  ${done}/${total}`);
      shown = true;
    },
  };
}
