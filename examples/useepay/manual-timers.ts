/** Long timers whose time passes when a spec says so; short ones go off by themselves. */
export interface ManualTimers {
  /** Lets the time of the latest long one pass. */
  pass(): void;
  /** Puts the real `setTimeout` back. */
  restore(): void;
}

/**
 * Watches `setTimeout` for specs: timers of at least `longMs` milliseconds are those of got's timeouts, which are then neither
 * slow to come nor early on a busy machine.
 */
export function manualTimers(longMs: number): ManualTimers {
  const real = globalThis.setTimeout;
  let latest = () => {};
  globalThis.setTimeout = new Proxy(real, {
    apply(target, self, given) {
      const [run, ms] = given;
      if (ms >= longMs) latest = run;
      return Reflect.apply(target, self, given);
    },
  });
  return {
    pass: () => latest(),
    restore: () => {
      globalThis.setTimeout = real;
    },
  };
}
