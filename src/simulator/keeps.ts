import { isReplayed } from '../catalogue/is-replayed.ts';
import type { Provider, Row } from '../model/provider.ts';
import type { AppReply } from './app-reply.ts';

/**
 * What an idempotency record keeps of an answered request. `reply`: all of it, a repeat is told the same. `request`: a repeat
 * is processed again, another request under the key is refused. `nothing`: as if it had never come.
 */
export type Keeps = 'reply' | 'request' | 'nothing';

/** The provider's rule for one reply: the row's own `stored`, else what it replays. */
export function keepsOf(provider: Provider, { wire, type, row }: Pick<AppReply, 'wire' | 'type' | 'row'>): Keeps {
  const documented = rowBy(provider, row);
  if (documented?.stored === false) return 'nothing';
  return isReplayed(provider, { status: wire.status, result: type, row: documented }) ? 'reply' : 'request';
}

function rowBy({ errors, types, results, statuses }: Provider, id: string | undefined): Row | undefined {
  const [, kind, ...rest] = id?.split('/') ?? [];
  const name = rest.join('/');
  if (kind === 'errors') return errors.find(({ code }) => code === name);
  if (kind === 'types') return types.find(({ type }) => type === name);
  if (kind === 'results') return results.find(({ type }) => type === name);
  return statuses.find(({ status }) => String(status) === name);
}
