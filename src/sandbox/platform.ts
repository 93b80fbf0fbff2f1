import nodeTimersPromises from 'node:timers/promises';

/**
 * The platform's own functions, taken when this module is first loaded: what the sandbox itself runs on, whatever it has put in
 * their place since.
 */
export const platform = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  setImmediate: globalThis.setImmediate,
  clearTimeout: globalThis.clearTimeout,
  fetch: globalThis.fetch,
  wait: nodeTimersPromises.setTimeout,
} as const;

/** One turn of the real event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => platform.setImmediate(resolve));
}
