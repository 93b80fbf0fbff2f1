import nodeTimers from 'node:timers';
import { adoptedBy, remember } from './adopted-timers.ts';
import { replace } from './replace.ts';
import { world } from './virtual-clock.ts';
import { type Callback, VirtualTimer, virtualTimerOf } from './virtual-timer.ts';

type Real = (...args: never[]) => unknown;

/**
 * Puts setTimeout, setInterval, clearTimeout and clearInterval onto the virtual clock while a scenario runs: the globals and
 * `node:timers`. Handles of either world may be cleared in either. Never nextTick, queueMicrotask or setImmediate: sockets
 * would stop moving, and the clock would run ahead.
 */
export function openTimersDoor(): void {
  for (const owner of [globalThis, nodeTimers]) {
    replace(owner, 'setTimeout', (real) => setter(real, false));
    replace(owner, 'setInterval', (real) => setter(real, true));
    replace(owner, 'clearTimeout', clearer);
    replace(owner, 'clearInterval', clearer);
  }
}

function setter(real: Real, repeats: boolean) {
  return (callback: unknown, delay?: unknown, ...args: unknown[]): unknown => {
    const handle: unknown =
      world.virtual && isCallback(callback)
        ? new VirtualTimer(callback, delay, args, repeats)
        : Reflect.apply(real, globalThis, [callback, delay, ...args]);
    if (isCallback(callback) && typeof handle === 'object' && handle !== null) {
      remember(handle, { callback, delay, args, repeats });
    }
    return handle;
  };
}

function clearer(real: Real) {
  return (handle?: unknown): void => {
    virtualTimerOf(handle)?.close();
    adoptedBy(handle)?.close();
    if (!(handle instanceof VirtualTimer)) Reflect.apply(real, globalThis, [handle]);
  };
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}
