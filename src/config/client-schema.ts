import * as v from 'valibot';
import { promiseSchema } from '../history/promise-schema.ts';
import { tellable } from '../model/belief.ts';
import type { ClientDefinition, ClientOperation } from '../model/client.ts';
import { isJsonObject } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';

const fn = v.function();

const input = v.custom<ClientOperation<never>['input']>(isJsonObject, 'expected an object');

const operation = v.union([
  fn,
  v.strictObject({
    uses: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))),
    given: v.exactOptional(v.string()),
    call: fn,
    retries: v.exactOptional(promiseSchema),
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
  retries: v.exactOptional(promiseSchema),
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
