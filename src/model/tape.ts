/** When the provider commits the effect of a request, seen from the reply: not at all, before it, or after the client gave up. */
export type Commit = 'before' | 'after' | 'late';

/** What one step of a tape answers. */
export type Answer =
  /** The simulator answers by itself; under another status of success where one is named. */
  | { kind: 'ok'; status?: number }
  /** An error in the provider's own envelope: documented, or with codes that the catalogue does not know. */
  | { kind: 'error'; status: number; codes: string[]; type?: string; successes?: true }
  /** The resource is in this state, and the reply shows it. */
  | { kind: 'state'; state: string }
  /** A fault from the table in `src/faults`: `html 502`, `reset@0`, `stall`, `json 400 "[]"`. */
  | { kind: 'fault'; fault: string; at?: number; status?: number; text?: string };

/** One step: what is answered, how often in a row, and what happens beside it. */
export interface Step {
  answer: Answer;
  /** When left out: `after` for `ok` and `state`, else `before` (nothing is committed). */
  commit?: Commit;
  /** The value of the reply's Retry-After. */
  retryAfter?: string;
  /** How the body of the reply is spoilt, whatever it says: one of the table in `src/faults/body`. Not for a fault, which has its own. */
  as?: { fault: string; at?: number };
  /** Other headers of the reply, by their names in lower case. */
  headers?: Record<string, string>;
  /** When left out: once. */
  times?: number | 'forever';
}

/** The steps of one operation. Each request that is routed to it takes one. */
export interface Track {
  /** An operation of the provider; when left out, the scenario's main one. */
  operation?: string;
  steps: Step[];
}

/** What the provider answers, one track an operation. Requests to operations without a track are answered by the simulator. */
export type Tape = Track[];
