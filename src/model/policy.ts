import type { Jitter, RetryPromise } from './client.ts';

/** The forms of Retry-After (RFC 9110, 10.2.3). Only the first three ask for a wait; `huge`: more than a timer can hold. */
export type RetryAfterForm = (typeof retryAfterForms)[number];

/** Every {@link RetryAfterForm}. */
export const retryAfterForms = ['seconds', 'date', 'huge', 'zero', 'past', 'negative', 'junk'] as const;

/** What the attempts of one call were answered with from the first one on, and what the client made of it. */
export interface Probed {
  /** A documented status and its codes, or the name of what broke on the way: `reset`. */
  answer: { status: number; codes: string[] } | { fault: string };
  retryAfter?: { form: RetryAfterForm; askedMs?: number };
  /** Of the operation, in all; what its HTTP stack resends by itself counts as one. */
  attempts: number;
  /** Requests on the wire, where they are more. */
  sent?: number;
  /** Whether each attempt was answered so: the client gave up by itself. */
  lasts?: true;
  /** From each such answer to the next attempt, in virtual milliseconds. */
  gapsMs: number[];
  /** From the call to its end, in virtual milliseconds; absent where there was none. */
  settledMs?: number;
  /** After how long the client hung up on the first attempt, in virtual milliseconds. */
  timeoutMs?: number;
  /** It was sent again with fresh credentials. */
  refreshed?: true;
  /** Where the operation has an effect: whether the first attempt carries a key, and whose. */
  key?: 'none' | 'handed' | 'own';
  /** Whether each attempt carries that of the first one; absent where there was one attempt. */
  keyKept?: boolean;
}

/** What a scenario tells of a client's retry policy: a few numbers, and labels of the provider's. */
export interface Observation {
  probed?: Probed;
  /** Whether several intents had a key each of their own. */
  keysDistinct?: boolean;
  /** Whether the first request of a restarted client carries the key of the last one before; absent where one of them has none. */
  keyAfterRestart?: 'same' | 'new';
}

/** What a client and its catalogue say of an operation before anything is played. */
export interface OperationTerms {
  /** What the client promises; absent where it promises nothing. */
  retries?: false | RetryPromise;
  /** Where the provider takes an idempotency key: `header idempotency-key`, `body field paymentRequestId`. */
  key?: string;
}

/** Which answers were retried. Only those that were played are in any list. */
export interface Reactions {
  retried: string[];
  notRetried: string[];
  /** Now and then: what else the answer held decides. */
  varies: string[];
  /** Sent again with fresh credentials, which is no retry. */
  refreshed: string[];
}

/** The shortest and the longest wait before a retry that was seen, in milliseconds. */
export interface GapRange {
  from: number;
  to: number;
  samples: number;
}

/** Waits as a promise would say them. */
export interface GapFit {
  /** In milliseconds: one for each retry, or a series; `max` only where it was reached. */
  gapsMs: number[] | { initial: number; factor: number; max?: number };
  jitter: Jitter;
}

/** What a client does with one Retry-After. */
export interface RetryAfterReaction {
  form: RetryAfterForm;
  /** Absent where it asks for no wait. */
  askedMs?: number;
  /**
   * `honoured`: waited as long, at least. `ignored`: waited as without. `shortened`: waited, and less than asked. `at once`: sent again
   * without a wait. `waited`: otherwise than without, although nothing is asked for. `gave up`: no retry, unlike without. `not retried`: neither
   * with nor without. `unclear`: what is asked is what it waits anyway. `varies`: now so, now so.
   */
  does: (typeof retryAfterWords)[number];
  /** Where it waited some time of its own. */
  waitedMs?: number;
}

/** Every word for what a client does with a Retry-After. */
export const retryAfterWords = [
  'honoured',
  'ignored',
  'shortened',
  'at once',
  'waited',
  'gave up',
  'not retried',
  'unclear',
  'varies',
] as const;

/** What is known of the idempotency keys that a client sends. */
export interface KeyFacts {
  /** `header idempotency-key`, `body field paymentRequestId`; absent where the client sends none. */
  place?: string;
  /** The caller's, the client's own, or none. */
  whose: 'handed' | 'own' | 'none' | 'varies';
  /** Whether every attempt of an intent carries the same; absent where nothing was retried. */
  stable?: boolean;
  /** Whether each intent has one of its own; absent where there was one intent only. */
  distinct?: boolean;
  /**
   * Whether a restarted client goes on with the key of its last request, or makes the same call under another. `varies`: now so, now so.
   * `not known`: no restart was played, or no request came after it.
   */
  afterRestart: (typeof afterRestartWords)[number];
}

/** Every word for what becomes of an idempotency key over a restart of the client. */
export const afterRestartWords = ['same', 'new', 'varies', 'not known'] as const;

/** The retry policy of one operation as it was seen, from probes alone. */
export interface PolicyCard {
  /** How many calls tell of it. */
  probes: number;
  /** The most over the answers that last; absent where none did. */
  attempts?: number;
  /** Where it is fewer, and more than one: by what was answered. */
  fewerAttempts: Record<string, number>;
  retries: { statuses: Reactions; codes: Reactions; transport: Reactions };
  /** Waits where no Retry-After came, the first one first. */
  gaps: GapRange[];
  /** Absent where they fit no promise, or are too few to tell. */
  gapFit?: GapFit;
  retryAfter: RetryAfterReaction[];
  key?: KeyFacts;
  /** After how long an attempt is given up that is never answered, in milliseconds. */
  timeoutMs?: number;
  /** The longest time to the end of a call over the answers that last, in milliseconds. */
  deadlineMs?: number;
  /** What never comes to an end, by what was answered. */
  endless: string[];
  /** The most requests on the wire for one call ÷ the attempts that are promised, or else those that were seen. */
  amplification?: number;
  /** Absent where nothing is promised. */
  promised?: false | RetryPromise;
  /** Where it is not as promised, in words. */
  differences: string[];
}
