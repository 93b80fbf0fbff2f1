/** What a client can start beside its own thread, by the name of its handle in `async_hooks`. */
const kinds: Readonly<Record<string, string>> = { PROCESSWRAP: 'a child process', WORKER: 'a worker thread' };

const running = new Map<number, { what: string; handle: object }>();

/** A handle was made. */
export function outsiderBegun(id: number, type: string, handle: object): void {
  const what = kinds[type];
  if (what !== undefined) running.set(id, { what, handle });
}

/** A handle calls back: one of these does so once, at its end. */
export function outsiderCalled(id: number): void {
  if (running.size > 0) running.delete(id);
}

/** What was started since {@link forgetOutsiders}, and has not ended. A command that could not even start has no number. */
export function outsidersRunning(): string[] {
  const started = [...running.values()].filter(({ what, handle }) => what !== kinds.PROCESSWRAP || pidOf(handle) > 0);
  return started.map(({ what }) => what);
}

/** Ends the child processes among them, also those that would outlive this one. Threads end with their process. */
export function endOutsiders(): void {
  for (const { handle } of running.values()) {
    const pid = pidOf(handle);
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}

/** Another scenario begins. */
export function forgetOutsiders(): void {
  running.clear();
}

function pidOf(handle: object): number {
  const pid: unknown = Reflect.get(handle, 'pid');
  return typeof pid === 'number' ? pid : 0;
}
