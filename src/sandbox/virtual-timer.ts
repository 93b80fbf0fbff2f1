import { AsyncResource } from 'node:async_hooks';
import { platform } from './platform.ts';
import { context, type Life } from './scene.ts';
import { isUndiciTick } from './undici-tick.ts';
import { type Armed, arm, world } from './virtual-clock.ts';

/** The longest delay that Node takes, in milliseconds; anything longer becomes 1. */
export const longestDelay = 2 ** 31 - 1;

/** Node's reading of a delay: whole milliseconds from 1 to 2^31 - 1, else 1. */
export function delayOf(delay: unknown): number {
  const number = Number(delay);
  return number >= 1 && number <= longestDelay ? Math.trunc(number) : 1;
}

/** What a timer calls. */
export type Callback = (...args: unknown[]) => void;

let lastId = 1e12;
const live = new Map<number, VirtualTimer>();

/**
 * What `setTimeout` and `setInterval` return while a scenario runs: Node's Timeout on the virtual clock. Its callback runs in the
 * async context that armed it. Refreshed outside a scenario, it goes on in real time.
 */
export class VirtualTimer extends AsyncResource {
  readonly repeats: boolean;
  readonly #id: number;
  readonly #callback: Callback;
  readonly #args: unknown[];
  readonly #delay: number;
  readonly #ofProcess: boolean;
  #life: Life | undefined;
  #armed: Armed | undefined;
  #cleared = false;
  #refed = true;

  constructor(callback: Callback, delay: unknown, args: unknown[], repeats: boolean) {
    super('SADPATH_TIMER', { requireManualDestroy: true });
    this.#id = ++lastId;
    this.#callback = callback;
    this.#args = args;
    this.#delay = delayOf(delay);
    this.repeats = repeats;
    this.#ofProcess = isUndiciTick(callback, delay);
    this.#begin();
  }

  ref(): this {
    this.#refed = true;
    return this;
  }

  unref(): this {
    this.#refed = false;
    return this;
  }

  hasRef(): boolean {
    return this.#refed;
  }

  refresh(): this {
    if (!this.#cleared) this.#begin();
    return this;
  }

  /** Begins its delay anew, in the world that is on now. */
  refreshIfArmed(): void {
    if (this.#armed) this.#start();
  }

  close(): this {
    this.#cleared = true;
    this.#stop();
    return this;
  }

  /** Waits for nothing any more, if it waits for somebody whose life is over. Whoever lives can begin it anew. */
  dieWith(life: Life): void {
    if (this.#life === life) this.#stop();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  /** It waits for whoever has begun it last. */
  #begin(): void {
    this.#life = this.#ofProcess ? undefined : context.getStore()?.life;
    this.#start();
  }

  #start(): void {
    this.#stop();
    if (this.#life?.over) return;
    live.set(this.#id, this);
    this.#armed = world.virtual ? arm(this.#fire, this.#delay) : armReal(this.#fire, this.#delay);
  }

  #stop(): void {
    this.#armed?.disarm();
    this.#armed = undefined;
    live.delete(this.#id);
  }

  readonly #fire = (): void => {
    this.#armed = undefined;
    live.delete(this.#id);
    try {
      this.runInAsyncScope(this.#callback, this, ...this.#args);
    } finally {
      if (this.repeats && !this.#cleared && !this.#armed) this.#start();
    }
  };
}

/** The timer behind a handle or its number; `undefined` when it is none of the virtual clock's, or is no longer armed. */
export function virtualTimerOf(handle: unknown): VirtualTimer | undefined {
  if (handle instanceof VirtualTimer) return handle;
  return typeof handle === 'number' || typeof handle === 'string' ? live.get(Number(handle)) : undefined;
}

/** Every timer that is armed. */
export function armedTimers(): VirtualTimer[] {
  return [...live.values()];
}

function armReal(run: () => void, delay: number): Armed {
  const handle = platform.setTimeout(run, delay).unref();
  return { disarm: () => platform.clearTimeout(handle) };
}
