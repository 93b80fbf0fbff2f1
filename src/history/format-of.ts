import { isJsonObject } from '../model/json.ts';

/** The number of the format that a file says it is written in; `undefined` where it says none. */
export function formatOf(value: unknown): number | undefined {
  return isJsonObject(value) && typeof value.format === 'number' ? value.format : undefined;
}
