import type { Journey, State } from '../model/journey.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { ErrorRow, Operation, Provider, Row, RuleRow, StatusRow, TypeRow } from '../model/provider.ts';
import { brokenCatalogue, type Place, Refused } from './catalogue-fault.ts';
import { readProvider } from './define-provider.ts';
import { plainJson } from './plain-json.ts';
import { rename } from './rename.ts';

/** Any of the keys; `null` takes an optional one away. */
type Some<T> = { [K in keyof T]?: T[K] | (Partial<Pick<T, K>> extends Pick<T, K> ? null : never) };

/** A row with its name and whatever changes, or its name and `remove: true`. A name that is new adds a row, which must be whole. */
type RowChange<R, Name extends keyof R> = Pick<R, Name> &
  (
    | { remove: true }
    | (Some<Omit<R, Name | 'expect' | 'basis'>> & {
        expect?: Partial<Row['expect']>;
        basis?: R extends RuleRow ? RuleRow['basis'] : Some<Row['basis']>;
        remove?: never;
      })
  );

/** What makes another catalogue out of one. */
export interface ProviderChanges {
  id?: string;
  title?: string;
  source?: Partial<Provider['source']>;
  origin?: string;
  /** Operations that get another name, old to new; every other change calls them by the new one. */
  rename?: Record<string, string>;
  credentials?: Record<string, string | null>;
  authentication?: Provider['authentication'];
  envelope?: Json;
  envelopeType?: string | null;
  idempotency?: Some<NonNullable<Provider['idempotency']>> | null;
  otherReadings?: Provider['otherReadings'] | null;
  operations?: Record<string, (Some<Omit<Operation, 'success'>> & { success?: Some<Operation['success']> }) | null>;
  statuses?: RowChange<StatusRow, 'status'>[];
  types?: RowChange<TypeRow, 'type'>[];
  results?: RowChange<TypeRow, 'type'>[];
  errors?: RowChange<ErrorRow, 'code'>[];
  rules?: RowChange<RuleRow, 'name'>[];
  journeys?: Record<
    string,
    | (Some<Omit<Journey, 'states' | 'transitions'>> & {
        states?: Record<string, Some<State> | null>;
        transitions?: Record<string, string[] | null>;
      })
    | null
  >;
  webhooks?: Provider['webhooks'] | null;
  volatile?: string[] | null;
}

/**
 * Another catalogue, made from one: other paths, other bodies, more codes.
 *
 * Objects are merged key by key, and `null` takes a key away. Rows are merged by their status, type, code or name; new ones come
 * last; `remove: true` takes one away. Everything else is replaced as a whole: lists, `authentication`, and the free JSON of
 * `envelope`, `input`, `success.body` and a state's `fields`.
 *
 * @example
 * const ours = extend(banked, {
 *   origin: 'https://pay.example',
 *   operations: { createPaymentSession: { path: '/v3/payins', keyed: false } },
 *   errors: [{ code: 'rate_limited', … }, { code: 'invalid_payee', remove: true }],
 * });
 * @throws {SadpathError} when there is nothing to take away, or when the result is no catalogue: see `defineProvider`.
 */
export function extend(provider: Provider, changes: ProviderChanges): Provider {
  try {
    // Types may have been written by nobody.
    const given: unknown = changes;
    if (!isJsonObject(given)) throw new Refused({ place: [], found: changes, expected: 'an object of changes' });
    const base = isJsonObject(provider) && Object.isFrozen(provider) ? provider : readProvider(provider);
    const { rename: names = {}, ...others } = changes;
    checkNames(base, names);
    return readProvider(merge(plainJson(rename(base, names)), plainJson(others), []));
  } catch (error) {
    if (error instanceof Refused) throw brokenCatalogue(provider, error.message);
    throw error;
  }
}

/** A name that is gone or taken would go unnoticed: what is renamed is found nowhere. */
function checkNames({ operations }: Provider, names: Record<string, string>): void {
  if (!isJsonObject(names)) throw new Refused({ place: ['rename'], found: names, expected: 'an object' });
  const known = Object.keys(operations);
  const left = known.filter((name) => !Object.hasOwn(names, name));
  for (const [old, called] of Object.entries(names)) {
    const place = ['rename', old];
    if (!known.includes(old)) throw new Refused({ place, found: old, expected: `an operation (${known.join(', ')})` });
    if (typeof called !== 'string') throw new Refused({ place, found: called, expected: 'a name' });
    if (left.includes(called)) throw new Refused({ place, found: called, expected: 'a name that no operation has' });
    left.push(called);
  }
}

/** The key that names a row, by the list that it stands in. */
const names: Record<string, string> = {
  statuses: 'status',
  types: 'type',
  results: 'type',
  errors: 'code',
  rules: 'name',
};

/** Places whose JSON may be null; `*` is any key. */
const nullable = ['envelope', 'operations.*.success.body'];

/** Places whose JSON is replaced as a whole. */
const wholes = [...nullable, 'authentication', 'webhooks', 'operations.*.input', 'journeys.*.states.*.fields'];

function merge(base: Json | undefined, change: Json, place: Place): Json {
  const [top = ''] = place;
  const name = place.length === 1 && typeof top === 'string' && Object.hasOwn(names, top) ? names[top] : undefined;
  if (name !== undefined && Array.isArray(base) && Array.isArray(change)) return mergeRows(base, change, name, place);
  if (!isJsonObject(change) || isAmong(wholes, place)) return change;
  const merged: JsonObject = isJsonObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(change)) {
    const inner = [...place, key];
    if (value !== null || isAmong(nullable, inner)) merged[key] = merge(merged[key], value, inner);
    else if (Object.hasOwn(merged, key)) delete merged[key];
    else throw new Refused({ place: inner, found: null, expected: 'something there to take away' });
  }
  return merged;
}

function mergeRows(base: Json[], changes: Json[], name: string, place: Place): Json[] {
  const merged = [...base];
  for (const [index, change] of changes.entries()) {
    const id = isJsonObject(change) ? change[name] : undefined;
    const at = merged.findIndex((row) => isJsonObject(row) && row[name] === id);
    const removed = isJsonObject(change) && change.remove === true;
    if (removed && at < 0)
      throw new Refused({ place: [...place, index, name], found: id, expected: 'a row to take away' });
    if (removed) merged.splice(at, 1);
    else if (at < 0) merged.push(change);
    else merged[at] = merge(merged[at], change, [...place, index]);
  }
  return merged;
}

function isAmong(places: string[], place: Place): boolean {
  return places.some((known) => {
    const keys = known.split('.');
    return keys.length === place.length && keys.every((key, index) => key === '*' || key === place[index]);
  });
}
