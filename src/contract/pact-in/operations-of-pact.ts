import type { Journey } from '../../model/journey.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Operation } from '../../model/provider.ts';
import { type Collection, collectionsOf, keyOf, type Placed, placed } from './collections.ts';
import { isParameter, type OperationGroup } from './operation-groups.ts';
import type { Remark } from './remark.ts';
import { requestTemplate } from './request-template.ts';
import { stateFieldOf, successBody } from './success-template.ts';
import { literal, literalText } from './template-text.ts';

/** The operations of a catalogue, and what they make and read. */
export interface PactOperations {
  operations: Record<string, Operation>;
  journeys: Record<string, Journey>;
  remarks: Remark[];
}

/** What an operation is made with. */
interface Surroundings {
  all: readonly Placed[];
  collections: ReadonlyMap<string, Collection>;
  remarks: Remark[];
}

/** Every operation of a pact, with the happy path that it shows, and guesses at what it brings about. */
export function operationsOf(groups: readonly OperationGroup[]): PactOperations {
  const all = groups.map(placed);
  const collections = collectionsOf(all);
  const remarks: Remark[] = [];
  const operations = Object.fromEntries(
    all.map((one): [string, Operation] => [one.group.name, operationOf(one, { all, collections, remarks })]),
  );
  for (const { name } of collections.values())
    remarks.push({
      place: ['journeys', name],
      text: 'One state, and a guess at its meaning: add those that the pact does not show (docs/async.md).',
    });
  const journeys = Object.fromEntries([...collections.values()].map(({ name, journey }) => [name, journey]));
  return { operations, journeys, remarks };
}

function operationOf(one: Placed, surroundings: Surroundings): Operation {
  const { group, success, role, effect } = one;
  const { collections, remarks, all } = surroundings;
  const place = ['operations', group.name];
  const collection = role === 'plain' ? undefined : collections.get(one.collection);
  const addressed = addressedBy(one, collections);
  const asked = (success ?? group.interactions[0])?.request;
  const { input, intentField } = requestTemplate(
    group.method === 'GET' ? undefined : asked?.body,
    effect !== undefined,
  );
  const reads = effect === undefined ? undefined : readerOf(one, all);
  if (effect !== undefined)
    remarks.push({ place: [...place, 'effect'], text: 'A guess, from the path: what does it bring about?' });
  if (role === 'makes' && intentField === undefined)
    remarks.push({
      place: [...place, 'input'],
      text: 'Which field tells one order from the next? Put $marker there, and name it as intentField.',
    });
  if (!success) remarks.push({ place: [...place, 'success'], text: 'The pact shows no success of it: made up.' });
  return {
    method: group.method,
    path: group.path,
    input: { ...queryInput(asked?.query), ...input, ...pathInput(group, addressed !== undefined) },
    ...(intentField === undefined ? {} : { intentField }),
    ...(effect === undefined ? {} : { effect }),
    ...(addressed ? { given: addressed.journey.resource } : {}),
    ...(collection ? { journey: collection.name } : {}),
    success: successOf(one, collection, surroundings),
    ...(reads === undefined ? {} : { reads }),
  };
}

/** The collection of what must exist first: what the path names, or that for which something is made, where the pact makes those too. */
function addressedBy(
  { group, role, collection }: Placed,
  collections: Surroundings['collections'],
): Collection | undefined {
  if (role === 'item') return collections.get(collection);
  const lastId = group.parts.findLastIndex(isParameter);
  const owner = lastId < 0 ? undefined : collections.get(keyOf(group.parts.slice(0, lastId)));
  return owner?.hasMaker ? owner : undefined;
}

/** The last id is that of what must exist; the others are those of the example. */
function pathInput({ parts }: OperationGroup, addresses: boolean): JsonObject {
  const ids = parts.filter(isParameter);
  return Object.fromEntries(
    ids.map(({ parameter, example }, at) => [
      parameter,
      addresses && at === ids.length - 1 ? '$resource' : literalText(example),
    ]),
  );
}

function queryInput(query: Record<string, string> = {}): JsonObject {
  const input = literal(query);
  return isJsonObject(input) ? input : {};
}

/** The read of what an operation makes or moves. */
function readerOf({ collection }: Placed, all: readonly Placed[]): string | undefined {
  return all.find((other) => isReader(other) && other.collection === collection)?.group.name;
}

function isReader({ role, group }: Placed): boolean {
  return role === 'item' && group.method === 'GET' && isParameter(group.parts.at(-1));
}

function successOf(
  one: Placed,
  collection: Collection | undefined,
  { all }: Pick<Surroundings, 'all'>,
): Operation['success'] {
  const { group, success, role, effect } = one;
  const journey = collection?.journey;
  const maker = all.find((other) => other.role === 'makes' && other.collection === one.collection);
  // A state that nobody can place may be the last one, or not.
  const unsure = collection?.stateShown && journey?.states[journey.initial]?.meaning === 'happened';
  const outcome: Pick<Operation['success'], 'outcome'> =
    unsure && (effect !== undefined || isReader(one)) ? { outcome: ['succeeded', 'pending'] } : {};
  if (!success) {
    const made = { id: '$id', ...(journey ? { [journey.field]: '$state' } : {}) };
    const status = effect !== undefined && role === 'makes' ? 201 : 200;
    return { status, body: role === 'makes' ? made : maker && role === 'item' ? '$resource' : {}, ...outcome };
  }
  const status = success.response.statuses[0];
  if (isReader(one) && maker && showsNoMore(success.response.body, maker.success?.response.body))
    return { status, body: '$resource', ...outcome };
  const field = stateFieldOf(success.response.body);
  const stateField = journey && field === journey.field ? field : undefined;
  const body = successBody({ group, interaction: success, makes: role === 'makes', stateField });
  return { status, body, ...outcome };
}

/** Whether a reading shows no field that the making did not: then it shows what was made. */
function showsNoMore(read: Json | undefined, made: Json | undefined): boolean {
  if (!isJsonObject(read) || !isJsonObject(made)) return false;
  return Object.keys(read).every((key) => Object.hasOwn(made, key));
}
