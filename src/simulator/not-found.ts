import { meets } from '../catalogue/meets.ts';
import type { Provider } from '../model/provider.ts';
import type { AppReply } from './app-reply.ts';
import { errorByCode, errorReply } from './error-reply.ts';
import type { Surface } from './show.ts';

/** What the provider says of a resource that does not exist: what the operation names for it, else its first 404 that meets it. */
export function notFound(
  provider: Provider,
  operation: string,
  manner: { surface: Surface; effect: boolean },
): AppReply {
  const missing = provider.operations[operation]?.missing;
  if (missing !== undefined) return errorByCode(provider, missing, manner);
  const row = provider.errors.find((error) => error.status.includes(404) && meets(error, operation));
  return errorReply(provider, { status: 404, codes: row ? [row.code] : [] }, manner);
}
