import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { type Hole, holeOf, holePattern } from './holes.ts';

/**
 * Fills the holes of a template. `holes` are named without the dollar sign: `{ id: 'ses_1', body: { reference: 'order-7' } }`.
 *
 * A text that is nothing but a hole (`$amount`, `$body.amount`) becomes its value, of whatever type; inside a longer text
 * (`https://pay.example/$id`) the value is written out. Where the value has no such field, the text's key or list entry is
 * left out; a template that is nothing but such a hole becomes null.
 *
 * @throws {SadpathError} for a hole that `holes` does not name.
 */
export function fill(template: Json, holes: Record<string, Json>): Json {
  return filled(template, holes) ?? null;
}

function filled(template: Json, holes: Record<string, Json>): Json | undefined {
  if (typeof template === 'string') return filledText(template, holes);
  if (Array.isArray(template)) return template.flatMap((item) => present(filled(item, holes)));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, inner]) =>
      present(filled(inner, holes)).map((value): [string, Json] => [key, value]),
    ),
  );
}

/** As a list, so that what is missing leaves no trace. */
function present(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

function filledText(text: string, holes: Record<string, Json>): Json | undefined {
  if (!text.includes('$')) return text;
  const whole = holeOf(text);
  if (whole) {
    const { value, rest } = lookUp(whole, holes, text);
    if (rest === '') return value;
  }
  let missing = false;
  const written = text.replace(holePattern, (_hole, name: string, field: string) => {
    const { value, rest } = lookUp({ name, ...(field === '' ? {} : { field: field.slice(1) }) }, holes, text);
    missing ||= value === undefined;
    return `${typeof value === 'string' ? value : JSON.stringify(value)}${rest}`;
  });
  return missing ? undefined : written;
}

/**
 * What a hole stands for. "$id.html": a text or a number has no fields to ask for, so the rest of the hole is plain text. A body
 * that is missing or a list may be asked for a field: it just has none.
 */
function lookUp(
  { name, field }: Hole,
  holes: Record<string, Json>,
  text: string,
): { value: Json | undefined; rest: string } {
  let value: Json | undefined = boundTo(name, holes, text);
  const keys = field === undefined ? [] : field.split('.');
  for (const [index, key] of keys.entries()) {
    if (value !== undefined && typeof value !== 'object') return { value, rest: `.${keys.slice(index).join('.')}` };
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return { value, rest: '' };
}

function boundTo(name: string, holes: Record<string, Json>, text: string): Json {
  const value = Object.hasOwn(holes, name) ? holes[name] : undefined;
  if (value !== undefined) return value;
  const known = Object.keys(holes).map((hole) => `$${hole}`);
  throw new SadpathError({
    to: `fill ${JSON.stringify(text)}`,
    because: `nothing is called $${name} there`,
    next: `The holes are ${known.join(', ') || 'none'}.`,
  });
}
