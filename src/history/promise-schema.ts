import * as v from 'valibot';
import type { Gaps, Jitter, RetryPromise } from '../model/client.ts';

const milliseconds = v.pipe(v.number(), v.minValue(0));
const status = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599));

/** How far a wait may leave the promised one. */
export const jitterSchema = v.union([
  v.picklist(['none', 'full', 'equal']),
  v.strictObject({ ratio: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  v.strictObject({ plusMs: milliseconds }),
]) satisfies v.GenericSchema<unknown, Jitter>;

const gaps = v.union([
  v.array(milliseconds),
  v.strictObject({ initial: milliseconds, factor: v.pipe(v.number(), v.minValue(1)), max: milliseconds }),
]) satisfies v.GenericSchema<unknown, Gaps>;

/** What a client promises about retries, as it stands in a config, a log or a report. */
export const promiseSchema = v.union([
  v.literal(false),
  v.strictObject({
    attempts: v.pipe(v.number(), v.integer(), v.minValue(1)),
    on: v.exactOptional(
      v.strictObject({
        statuses: v.exactOptional(v.array(status)),
        codes: v.exactOptional(v.array(v.string())),
        transport: v.exactOptional(v.boolean()),
      }),
    ),
    gapsMs: v.exactOptional(gaps),
    jitter: v.exactOptional(jitterSchema),
    retryAfter: v.exactOptional(
      v.union([
        v.boolean(),
        v.strictObject({ capMs: v.exactOptional(milliseconds), statuses: v.exactOptional(v.array(status)) }),
      ]),
    ),
    deadlineMs: v.exactOptional(milliseconds),
  }),
]) satisfies v.GenericSchema<unknown, false | RetryPromise>;
