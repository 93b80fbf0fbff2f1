/** Timeouts whose time passes when a spec says so, and never by itself. */
export interface ManualTimeouts {
  /** Milliseconds of every `AbortSignal.timeout` so far. */
  asked: number[];
  /** Lets the time of the latest one pass. */
  pass(): void;
  /** Puts the real `AbortSignal.timeout` back. */
  restore(): void;
}

/** Replaces `AbortSignal.timeout` for specs: a client's timeout is then neither slow to come nor early on a busy machine. */
export function manualTimeouts(): ManualTimeouts {
  const real = AbortSignal.timeout;
  const asked: number[] = [];
  let latest = new AbortController();
  AbortSignal.timeout = (ms) => {
    asked.push(ms);
    latest = new AbortController();
    return latest.signal;
  };
  return {
    asked,
    pass: () => latest.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    restore: () => {
      AbortSignal.timeout = real;
    },
  };
}
