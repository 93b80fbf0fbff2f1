import { isJsonObject, type Json } from '../../model/json.ts';
import { nameOf, type Place, shapeOf } from './body-leaves.ts';
import { isStatus } from './error-words.ts';
import type { PactInteraction } from './pact.ts';
import { demandOf, matchersAt, maybeNothing } from './pact-rules.ts';
import type { ErrorShapes, PactErrors } from './read-errors.ts';
import type { Remark } from './remark.ts';
import { isKey, literal, literalText } from './template-text.ts';

/** One body, or a part of one, on its way into the envelope. */
interface View {
  value: Json;
  place: Place;
  interaction: PactInteraction;
}

interface Merging {
  shapes: ErrorShapes;
  remarks: Remark[];
}

/**
 * The envelope that all error bodies of a pact fit: a hole where the code, the type, the message, the field or the status is told; a
 * field that some bodies do not have, or that may be null or an empty list, is optional. Everything else is as in the examples.
 */
export function envelopeOf({ readings, shapes }: PactErrors): { envelope: Json; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const views = readings.flatMap(({ interaction }): View[] => {
    const { body } = interaction.response;
    return typeof body === 'object' && body !== null ? [{ value: body, place: [], interaction }] : [];
  });
  if (views.length === 0) {
    remarks.push({ place: ['envelope'], text: 'No error of the pact has a body of JSON.' });
    return { envelope: {}, remarks };
  }
  return { envelope: merged(views, ['envelope'], { shapes, remarks }), remarks };
}

function merged(views: readonly View[], place: Place, merging: Merging): Json {
  const kinds = Map.groupBy(views, ({ value }) => kindOf(value));
  const [most = views] = [...kinds.values()].sort((a, b) => b.length - a.length);
  if (kinds.size > 1) {
    const others = [...kinds.keys()].filter((kind) => kinds.get(kind) !== most);
    merging.remarks.push({ place, text: `In other examples of the pact this is ${others.join(' or ')}.` });
  }
  const [first] = most;
  if (Array.isArray(first?.value)) return mergedLists(most, place, merging);
  if (isJsonObject(first?.value)) return mergedObjects(most, place, merging);
  return mergedLeaves(most, place, merging);
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'a list' : isJsonObject(value) ? 'an object' : 'a single value';
}

function mergedObjects(views: readonly View[], place: Place, merging: Merging): Json {
  const keys = [...new Set(views.flatMap(({ value }) => (isJsonObject(value) ? Object.keys(value) : [])))];
  return Object.fromEntries(
    keys.filter(isKey).map((key): [string, Json] => {
      const inner = views.flatMap((view) =>
        isJsonObject(view.value) && Object.hasOwn(view.value, key) ? [below(view, key, view.value[key] ?? null)] : [],
      );
      // Where one example is null, the others say what else it can be.
      const telling = inner.filter(({ value }) => value !== null);
      const nothing = inner.some(mayBeNothing) || (telling.length > 0 && telling.length < inner.length);
      const name = nothing || inner.length < views.length ? `${key}?` : key;
      const at = [...place, name];
      if (nothing)
        merging.remarks.push({
          place: at,
          text: 'The pact lets this be null, or an empty list; the bare surface leaves it out.',
        });
      return [name, merged(telling.length > 0 ? telling : inner, at, merging)];
    }),
  );
}

/** Every entry, of every example, is an example of an entry. */
function mergedLists(views: readonly View[], place: Place, merging: Merging): Json {
  const entries = views.flatMap((view) =>
    Array.isArray(view.value) ? view.value.map((item, index) => below(view, index, item)) : [],
  );
  if (entries.length === 0) return [];
  if (entries.some(({ value }) => typeof value === 'object' && value !== null))
    return [merged(entries, [...place, 0], merging)];
  const [example] = views;
  const holes = new Set(entries.map((entry) => templateOf(entry, merging.shapes)).filter((text) => isHole(text)));
  if (holes.size > 0) return [...holes];
  return entries
    .filter(({ interaction }) => interaction === example?.interaction)
    .map((entry) => templateOf(entry, merging.shapes));
}

function mergedLeaves(views: readonly View[], place: Place, { shapes, remarks }: Merging): Json {
  const templates = views.map((view) => templateOf(view, shapes));
  const hole = templates.find(isHole);
  // A row without a parameter would show what stands around it, and not the field itself, which no example lacks.
  if (hole === '$parameter' && isRequiredIn(place)) return literal(views[0]?.value ?? null);
  if (hole !== undefined) return hole;
  const [most = null, ...others] = [...Map.groupBy(templates, (template) => template)]
    .sort(([a, some], [b, more]) => more.length - some.length || (String(a) < String(b) ? -1 : 1))
    .map(([template]) => template);
  const regex = views.map(demandAt).find((demand) => typeof demand === 'object');
  if (others.length > 0)
    remarks.push({
      place,
      text: `Each row shows this. In the pact it is also ${others.map((other) => JSON.stringify(other)).join(', ')}.`,
    });
  else if (typeof regex === 'object') remarks.push({ place, text: `In the pact: anything like /${regex.regex}/.` });
  return most;
}

/** Whether a field is always there in something that may be missing. */
function isRequiredIn(place: Place): boolean {
  const isOptional = place.map((key) => String(key).endsWith('?'));
  return isOptional.includes(true) && isOptional.at(-1) === false;
}

function below({ place, interaction }: View, key: string | number, value: Json): View {
  return { value, place: [...place, key], interaction };
}

function mayBeNothing(view: View): boolean {
  return maybeNothing(matchersOf(view), view.value);
}

function matchersOf({ place, interaction }: View) {
  return matchersAt(interaction.response.rules, place);
}

function demandAt(view: View) {
  return demandOf(matchersOf(view));
}

function isHole(template: Json): boolean {
  return typeof template === 'string' && /^\$\w/.test(template);
}

function templateOf(view: View, { code, type, message, parameter }: ErrorShapes): Json {
  const { value, place, interaction } = view;
  const shape = shapeOf(place);
  const name = String(place.findLast((key) => typeof key === 'string') ?? '');
  if (typeof value === 'boolean' || value === null || typeof value === 'object') return value;
  if (type.has(shape)) return '$type';
  if (isStatus({ name: nameOf(name), value }, interaction.response.statuses[0])) return '$status';
  if (code.has(shape)) return '$code';
  if (typeof value === 'number') return value;
  if (message.has(shape)) return '$message';
  if (parameter.has(shape)) return '$parameter';
  return literalText(value);
}
