import { canonical } from '../model/json.ts';
import type { Incoming } from './incoming.ts';

/** What two requests under one key must share to be one request: method, path, query and the body's value, not its text. */
export function fingerprint({ method, path, query, body, text }: Incoming): string {
  return `${method} ${path}${query} ${body === undefined ? text : canonical(body)}`;
}
