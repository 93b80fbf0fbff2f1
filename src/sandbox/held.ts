import { VirtualTimer } from './virtual-timer.ts';

/**
 * Holds a reply back for some virtual milliseconds. Ends at once when the client hangs up.
 *
 * @throws what `hungUp` says then.
 */
export function held(delayMs: number, signal: AbortSignal | undefined, hungUp: () => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = (): void => {
      timer.close();
      reject(hungUp());
    };
    const timer = new VirtualTimer(
      () => {
        signal?.removeEventListener('abort', cut);
        resolve();
      },
      delayMs,
      [],
      false,
    );
    signal?.addEventListener('abort', cut, { once: true });
  });
}
