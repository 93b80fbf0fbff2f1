import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { holeOf, holePattern } from './holes.ts';

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
  if (whole && (whole.field === undefined || hasFields(boundTo(whole.name, holes, text))))
    return lookUp(whole.name, whole.field, holes, text);
  let missing = false;
  const written = text.replace(holePattern, (_hole, name: string, field?: string) => {
    // "$id.html": a value without fields is followed by plain text.
    const fields = field !== undefined && hasFields(boundTo(name, holes, text));
    const value = lookUp(name, fields ? field : undefined, holes, text);
    missing ||= value === undefined;
    const words = typeof value === 'string' ? value : JSON.stringify(value);
    return field === undefined || fields ? words : `${words}.${field}`;
  });
  return missing ? undefined : written;
}

function lookUp(name: string, field: string | undefined, holes: Record<string, Json>, text: string): Json | undefined {
  const value = boundTo(name, holes, text);
  if (field === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

/** A body that is missing or a list may be asked for a field: it just has none. Text and numbers have no fields to ask for. */
function hasFields(value: Json): boolean {
  return typeof value === 'object';
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
