import * as v from 'valibot';
import {
  afterRestartWords,
  type GapFit,
  type GapRange,
  type KeyFacts,
  type PolicyCard,
  type Reactions,
  type RetryAfterReaction,
  retryAfterForms,
  retryAfterWords,
} from '../model/policy.ts';
import type { Entries } from './entries.ts';
import { jitterSchema, promiseSchema } from './promise-schema.ts';

const number = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const names = v.array(v.string());

const reactions = v.strictObject({
  retried: names,
  notRetried: names,
  varies: names,
  refreshed: names,
} satisfies Entries<Reactions>);

const gapFit = v.strictObject({
  gapsMs: v.union([
    v.array(number),
    v.strictObject({ initial: number, factor: v.pipe(v.number(), v.minValue(1)), max: v.exactOptional(number) }),
  ]),
  jitter: jitterSchema,
} satisfies Entries<GapFit>);

const retryAfter = v.strictObject({
  form: v.picklist(retryAfterForms),
  askedMs: v.exactOptional(number),
  does: v.picklist(retryAfterWords),
  waitedMs: v.exactOptional(number),
} satisfies Entries<RetryAfterReaction>);

const key = v.strictObject({
  place: v.exactOptional(v.string()),
  whose: v.picklist(['handed', 'own', 'none', 'varies']),
  stable: v.exactOptional(v.boolean()),
  distinct: v.exactOptional(v.boolean()),
  afterRestart: v.picklist(afterRestartWords),
} satisfies Entries<KeyFacts>);

/** A retry policy as it stands in a report. */
export const cardSchema = v.strictObject({
  probes: count,
  attempts: v.exactOptional(count),
  fewerAttempts: v.record(v.string(), count),
  retries: v.strictObject({ statuses: reactions, codes: reactions, transport: reactions } satisfies Entries<
    PolicyCard['retries']
  >),
  gaps: v.array(v.strictObject({ from: number, to: number, samples: count } satisfies Entries<GapRange>)),
  gapFit: v.exactOptional(gapFit),
  retryAfter: v.array(retryAfter),
  key: v.exactOptional(key),
  timeoutMs: v.exactOptional(number),
  deadlineMs: v.exactOptional(number),
  endless: names,
  amplification: v.exactOptional(number),
  promised: v.exactOptional(promiseSchema),
  differences: names,
} satisfies Entries<PolicyCard>);
