import * as v from 'valibot';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import { brokenCatalogue, type CatalogueFault, explainFault, Refused } from './catalogue-fault.ts';
import { deepFreeze } from './deep-freeze.ts';
import { plainJson } from './plain-json.ts';
import { providerSchema } from './provider-schema.ts';
import { referenceFaults } from './references.ts';

/** The parts that a catalogue may leave out; they are then empty. */
type Spare = 'statuses' | 'types' | 'results' | 'errors' | 'rules' | 'journeys';

/** A catalogue as it is written down. */
export type ProviderInput = Omit<Provider, Spare> & Partial<Pick<Provider, Spare>>;

/**
 * Makes a catalogue: checked, deeply frozen, equal to itself after a round trip through JSON.
 *
 * @example
 * export const pay = defineProvider({
 *   id: 'pay',
 *   title: 'Pay',
 *   source: { title: 'Errors', revision: '2026-11' },
 *   origin: 'https://pay.sadpath.test',
 *   credentials: { token: 'tok_sadpath' },
 *   authentication: { error: 'unauthorized', scheme: 'headers', headers: { 'x-token': 'token' } },
 *   envelope: { error: { code: '$code', message: '$message' } },
 *   operations: { … },
 *   errors: [{ code: 'unauthorized', … }],
 * });
 * @throws {SadpathError} naming the provider, the place in the data, what was found there and what was expected.
 */
export function defineProvider(data: ProviderInput): Provider {
  return readProvider(data);
}

/**
 * As {@link defineProvider}, for data of unknown shape: a file, the result of a merge.
 *
 * @throws {SadpathError} as `defineProvider` does.
 */
export function readProvider(data: unknown): Provider {
  const copy = copyOf(data);
  const checked = v.safeParse(providerSchema, withDefaults(copy), { abortEarly: true });
  if (!checked.success) throw brokenCatalogue(copy, explainFault(faultOf(checked.issues[0])));
  const [fault] = referenceFaults(checked.output);
  if (fault) throw brokenCatalogue(copy, explainFault(fault));
  return deepFreeze(checked.output);
}

function copyOf(data: unknown): Json {
  try {
    return plainJson(data);
  } catch (error) {
    if (error instanceof Refused) throw brokenCatalogue(data, error.message);
    throw error;
  }
}

function withDefaults(copy: Json): Json {
  return isJsonObject(copy)
    ? { statuses: [], types: [], results: [], errors: [], rules: [], journeys: {}, ...copy }
    : copy;
}

/** The messages of `schema-parts` say what is expected. */
function faultOf({ path, input, message }: v.BaseIssue<unknown>): CatalogueFault {
  const place = (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { place, found: input, expected: message };
}
