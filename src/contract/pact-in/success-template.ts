import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { leavesOf, nameOf } from './body-leaves.ts';
import { isParameter, type OperationGroup } from './operation-groups.ts';
import type { PactInteraction } from './pact.ts';
import { isKey, literal, literalText } from './template-text.ts';

/** What a reply of the pact becomes a template with. */
export interface SuccessOptions {
  group: Pick<OperationGroup, 'parts'>;
  interaction: PactInteraction;
  /** The reply is about something new: its id is a hole. */
  makes: boolean;
  /** The field that shows the state, a hole too. */
  stateField: string | undefined;
}

/** The body of a success: what it repeats of the request is a hole. */
export function successBody({ group, interaction, makes, stateField }: SuccessOptions): Json {
  const { request, response } = interaction;
  const { body } = response;
  if (body === undefined) return null;
  const sent = leavesOf(request.body, []).filter(
    ({ place }) => place.length > 0 && place.every((key) => /^[A-Za-z_]\w*$/.test(String(key))),
  );
  const parameters = group.parts.filter(isParameter);
  const idField = makes ? idFieldOf(body, request.body) : undefined;
  const template = (value: Json, key: string, isTop: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => template(item, key, false));
    if (isJsonObject(value)) return objectOf(value, (inner, name) => template(inner, name, value === body));
    if (isTop && key === idField) return '$id';
    if (isTop && key === stateField) return '$state';
    if (value === null || typeof value === 'boolean') return value;
    const parameter = parameters.find(({ example }) => example === String(value));
    if (parameter && (typeof value === 'string' || isIdName(key))) return `$path.${parameter.parameter}`;
    const same = sent.filter((leaf) => leaf.value === value);
    const repeated = same.find(({ name }) => name === nameOf(key)) ?? (isTelling(value) ? same[0] : undefined);
    if (repeated) return `$body.${repeated.place.join('.')}`;
    return typeof value === 'string' ? literalText(value) : value;
  };
  return typeof body === 'object' && body !== null ? template(body, '', false) : literal(body);
}

/** The field of an object that names its id: one that the request does not have. */
export function idFieldOf(body: Json | undefined, request: Json | undefined): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const sent = new Set(leavesOf(request, []).map(({ value }) => String(value)));
  const ids = Object.entries(body).filter(
    ([key, value]) =>
      isIdName(key) && (typeof value === 'string' || typeof value === 'number') && !sent.has(String(value)),
  );
  return (ids.find(([key]) => key === 'id') ?? ids[0])?.[0];
}

function isIdName(key: string): boolean {
  return /^(id|uuid)$|(_id|Id|ID)$/.test(key);
}

/** The field of an object that shows its state. */
export function stateFieldOf(body: Json | undefined): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const shown = Object.entries(body).filter(
    ([key, value]) => typeof value === 'string' && /\S/.test(value) && isKey(key),
  );
  const named = (pattern: RegExp): string | undefined => shown.find(([key]) => pattern.test(key))?.[0];
  return named(/^(status|state)$/i) ?? named(/(_status|_state|Status|State)$/);
}

function objectOf(value: JsonObject, template: (inner: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isKey(key))
      .map(([key, inner]) => [key, template(inner, key)]),
  );
}

/** Whether a value is one of a kind: of two fields that hold it one repeats the other. */
function isTelling(value: string | number): boolean {
  return String(value).length >= 5;
}
