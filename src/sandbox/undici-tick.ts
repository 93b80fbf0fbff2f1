/** undici's tick, the one timer behind all of its timeouts, as it arms it: once a process and copy, and then `refresh()` for ever. */
const tick = { name: 'onTick', delay: 499 };

/** Whether a timer that is made so is undici's tick: it belongs to the process, and to nobody who happened to arm it. */
export function isUndiciTick(callback: { name: string }, delay: unknown): boolean {
  return callback.name === tick.name && Number(delay) === tick.delay;
}
