import nodeTimersPromises from 'node:timers/promises';
import { platform } from './platform.ts';
import { replace } from './replace.ts';
import { world } from './virtual-clock.ts';
import { VirtualTimer } from './virtual-timer.ts';

interface Options {
  signal?: AbortSignal;
}

/** `setTimeout` of `node:timers/promises`, which is also what `util.promisify(setTimeout)` gives. */
export function wait(delay?: number, value?: unknown, options: Options = {}): Promise<unknown> {
  if (!world.virtual) return platform.wait(delay, value, options);
  const { signal } = options;
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const timer = new VirtualTimer(
      () => {
        signal?.removeEventListener('abort', cancel);
        resolve(value);
      },
      delay,
      [],
      false,
    );
    const cancel = (): void => {
      timer.close();
      if (signal) reject(aborted(signal));
    };
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** Puts setTimeout, setInterval and scheduler.wait of `node:timers/promises` onto the virtual clock while a scenario runs. */
export function openTimersPromisesDoor(): void {
  replace(nodeTimersPromises, 'setTimeout', () => wait);
  replace(nodeTimersPromises, 'setInterval', (real) => (delay?: number, value?: unknown, options: Options = {}) => {
    return world.virtual ? every(delay, value, options) : real(delay, value, options);
  });
  replace(Object.getPrototypeOf(nodeTimersPromises.scheduler), 'wait', (real) => {
    return function schedulerWait(this: unknown, delay?: number, options?: Options) {
      return world.virtual ? wait(delay, undefined, options) : Reflect.apply(real, this, [delay, options]);
    };
  });
}

/** An interval keeps its beat while nobody listens: the beats that were missed come at once. */
async function* every(delay: number | undefined, value: unknown, { signal }: Options): AsyncGenerator<unknown> {
  if (signal?.aborted) throw aborted(signal);
  let due = 0;
  let wake = (): void => {};
  const timer = new VirtualTimer(
    () => {
      due += 1;
      wake();
    },
    delay,
    [],
    true,
  );
  const cancel = (): void => {
    timer.close();
    wake();
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    while (true) {
      if (due === 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (signal?.aborted) throw aborted(signal);
      for (; due > 0; due -= 1) yield value;
    }
  } finally {
    timer.close();
    signal?.removeEventListener('abort', cancel);
  }
}

/** The platform's own error for an aborted wait. */
function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}
