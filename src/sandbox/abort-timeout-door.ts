import { replace } from './replace.ts';
import { world } from './virtual-clock.ts';
import { VirtualTimer } from './virtual-timer.ts';

/**
 * Puts `AbortSignal.timeout` onto the virtual clock while a scenario runs: the platform's binds its own timer when `AbortSignal` is
 * first touched. What the platform refuses is refused by the platform.
 */
export function openAbortTimeoutDoor(): void {
  replace(AbortSignal, 'timeout', (real) => (delay: number) => {
    if (!world.virtual || !(Number.isInteger(delay) && delay >= 0)) return Reflect.apply(real, AbortSignal, [delay]);
    const controller = new AbortController();
    const abort = (): void =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    new VirtualTimer(abort, delay, [], false);
    return controller.signal;
  });
}
