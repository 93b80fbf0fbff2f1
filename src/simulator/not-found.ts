import type { Provider } from '../model/provider.ts';
import type { AppReply } from './app-reply.ts';
import { errorReply } from './error-reply.ts';
import type { Surface } from './show.ts';

/** What the provider says of a resource that does not exist: its first 404 that meets the operation. */
export function notFound(
  provider: Provider,
  operation: string,
  manner: { surface: Surface; effect: boolean },
): AppReply {
  const row = provider.errors.find(
    ({ status, operations }) => status.includes(404) && (operations === '*' || operations.includes(operation)),
  );
  return errorReply(provider, { status: 404, codes: row ? [row.code] : [] }, manner);
}
