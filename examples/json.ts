/** A JSON object whose fields nobody has checked yet. */
export type Unchecked = Record<string, unknown>;

/** The JSON value in a text, whatever its content type said; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it is a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list-valued field; none when there is no such list. */
export function recordsIn(value: unknown, field: string): Unchecked[] {
  const list = isRecord(value) ? value[field] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
