import { fill } from '../catalogue/fill.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Operation, Provider } from '../model/provider.ts';
import type { Intent } from './intents.ts';
import { planSuccess } from './plan-success.ts';
import type { Resource } from './resources.ts';
import { makerOf } from './role.ts';

/** What the resource that an operation needs is made with. */
export interface GivenOptions {
  id: string;
  intent?: Intent | undefined;
  /** The states that its reads will show. */
  journey: string[];
  /** Virtual milliseconds since the scenario began. */
  now: number;
}

/**
 * The resource that must exist before an operation, as if its maker's example had been sent. Where the catalogue has no
 * maker it is an id and a state. `undefined` for an operation that needs none.
 */
export function givenResource(provider: Provider, operation: Operation, options: GivenOptions): Resource | undefined {
  const { given } = operation;
  if (given === undefined) return undefined;
  const found = Object.entries(provider.journeys).find(([, { resource }]) => resource === given);
  const [name, journey] = found ?? [];
  const maker = name === undefined ? undefined : makerOf(provider, name);
  if (maker) return madeBy(maker, provider, options);
  return {
    id: options.id,
    body: { id: options.id, ...(journey ? { [journey.field]: journey.initial } : {}) },
    upcoming: [...options.journey],
    madeAt: options.now,
    shown: new Map(),
    ...(name === undefined || !journey ? {} : { journey: name, state: journey.initial }),
    ...(options.intent ? { intent: options.intent.id, marker: options.intent.marker } : {}),
  };
}

function madeBy([name, operation]: [string, Operation], provider: Provider, options: GivenOptions) {
  const { id, intent, journey, now } = options;
  const marker = intent?.marker ?? id;
  const input = fill(operation.input, { marker, resource: id });
  const fields: JsonObject = isJsonObject(input) ? input : {};
  const parameters = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, String(value)]));
  const plan = planSuccess(
    {
      asked: { exchange: 0, method: operation.method, path: '', query: '', headers: {}, text: '', fields },
      routed: { name, operation, parameters },
      id,
      marker,
      ...(intent ? { intent: intent.id } : {}),
    },
    { provider, surface: 'full', journey, now },
  );
  return plan.makes;
}
