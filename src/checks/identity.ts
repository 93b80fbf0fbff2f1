import type { Case } from '../model/case.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { RequestEvent } from '../model/trace.ts';
import type { Retry } from './attempts.ts';
import { fieldsOf } from './body-fields.ts';

/** Whether a retry carries the idempotency key, or the request id in its body, of the attempt before. */
export function sameIdentity({ operation }: Case, { before, after }: Pick<Retry, 'before' | 'after'>): boolean {
  const ids = [before, after].map(({ request }) => request.key ?? markerOf(request, operation.marker));
  // Without any id of its own a repeat is the same request to the provider.
  return ids[0] === ids[1];
}

function markerOf(request: RequestEvent, marker: string | undefined): string | undefined {
  if (marker === undefined) return undefined;
  let found: Json | undefined = fieldsOf(request);
  for (const name of marker.split('.')) found = isJsonObject(found) ? found[name] : undefined;
  return JSON.stringify(found);
}
