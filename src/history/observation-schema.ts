import * as v from 'valibot';
import { type Observation, type OperationTerms, type Probed, retryAfterForms } from '../model/policy.ts';
import type { Entries } from './entries.ts';
import { promiseSchema } from './promise-schema.ts';

const milliseconds = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const probed = v.strictObject({
  answer: v.union([
    v.strictObject({ status: v.number(), codes: v.array(v.string()) }),
    v.strictObject({ fault: v.string() }),
  ]),
  retryAfter: v.exactOptional(
    v.strictObject({ form: v.picklist(retryAfterForms), askedMs: v.exactOptional(milliseconds) } satisfies Entries<
      NonNullable<Probed['retryAfter']>
    >),
  ),
  attempts: count,
  sent: v.exactOptional(count),
  lasts: v.exactOptional(v.literal(true)),
  gapsMs: v.array(milliseconds),
  settledMs: v.exactOptional(milliseconds),
  timeoutMs: v.exactOptional(milliseconds),
  refreshed: v.exactOptional(v.literal(true)),
  key: v.exactOptional(v.picklist(['none', 'handed', 'own'])),
  keyKept: v.exactOptional(v.boolean()),
} satisfies Entries<Probed>);

/** What a scenario tells of a retry policy. */
export const observationSchema = v.strictObject({
  probed: v.exactOptional(probed),
  keysDistinct: v.exactOptional(v.boolean()),
  keyAfterRestart: v.exactOptional(v.picklist(['same', 'new'])),
} satisfies Entries<Observation>);

/** What is said of an operation before anything is played. */
export const termsSchema = v.strictObject({
  retries: v.exactOptional(promiseSchema),
  key: v.exactOptional(v.string()),
} satisfies Entries<OperationTerms>);
