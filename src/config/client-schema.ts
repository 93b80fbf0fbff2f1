import * as v from 'valibot';
import { tellable } from '../model/belief.ts';
import type { ClientDefinition, ClientOperation, RetryPromise } from '../model/client.ts';
import { isJsonObject } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';

const milliseconds = v.pipe(v.number(), v.minValue(0));
const status = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599));
const fn = v.function();

const jitter = v.union([
  v.picklist(['none', 'full', 'equal']),
  v.strictObject({ ratio: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  v.strictObject({ plusMs: milliseconds }),
]);

const gaps = v.union([
  v.array(milliseconds),
  v.strictObject({ initial: milliseconds, factor: v.pipe(v.number(), v.minValue(1)), max: milliseconds }),
]);

const retries: v.GenericSchema<unknown, false | RetryPromise> = v.union([
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
    jitter: v.exactOptional(jitter),
    retryAfter: v.exactOptional(
      v.union([
        v.boolean(),
        v.strictObject({ capMs: v.exactOptional(milliseconds), statuses: v.exactOptional(v.array(status)) }),
      ]),
    ),
    deadlineMs: v.exactOptional(milliseconds),
  }),
]);

const input = v.custom<ClientOperation<never>['input']>(isJsonObject, 'expected an object');

const operation = v.union([
  fn,
  v.strictObject({
    uses: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))),
    given: v.exactOptional(v.string()),
    call: fn,
    retries: v.exactOptional(retries),
    method: v.exactOptional(v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
    path: v.exactOptional(v.pipe(v.string(), v.startsWith('/'))),
    input: v.exactOptional(input),
  }),
]);

const provider = v.custom<Provider>(
  (value) => isJsonObject(value) && typeof value.id === 'string' && isJsonObject(value.operations),
  'expected a provider made by defineProvider',
);

/** What `defineClient` takes, checked as far as data can be: functions are known to be functions, no more. */
export const clientSchema = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[\w@.][\w@./ -]{0,99}$/, 'expected letters, digits and @ . / - _ (at most 100)')),
  provider,
  create: fn,
  operations: v.pipe(
    v.record(v.string(), operation),
    v.check((operations) => Object.keys(operations).length > 0, 'expected at least one operation'),
  ),
  interpret: fn,
  retries: v.exactOptional(retries),
  tells: v.exactOptional(v.array(v.picklist(tellable))),
  webhooks: v.exactOptional(
    v.strictObject({
      handle: fn,
      read: v.exactOptional(fn),
      applied: v.exactOptional(fn),
      sign: v.exactOptional(fn),
    }),
  ),
  dispose: v.exactOptional(fn),
  origin: v.exactOptional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+$/, 'expected an origin such as https://api.example.com')),
  ),
  ignore: v.exactOptional(v.array(v.string())),
  reply: v.exactOptional(fn),
  volatile: v.exactOptional(v.array(v.pipe(v.string(), v.startsWith('/')))),
  rules: v.exactOptional(v.record(v.string(), v.literal('off'))),
}) satisfies v.GenericSchema<unknown, Record<keyof ClientDefinition, unknown> | object>;
