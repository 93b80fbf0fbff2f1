import type { Provider } from '../model/provider.ts';
import type { AppReply } from './app-reply.ts';

/**
 * What an idempotency record keeps of an answered request. `reply`: all of it, a repeat is told the same. `request`: a repeat
 * is processed again, another request under the key is refused. `nothing`: as if it had never come.
 */
export type Keeps = 'reply' | 'request' | 'nothing';

/** The provider's rule for one reply: the row's own `stored`, else the classes that it replays. */
export function keepsOf(provider: Provider, { wire, row }: Pick<AppReply, 'wire' | 'row'>): Keeps {
  const stored = storedByRow(provider, row);
  if (stored === false) return 'nothing';
  const replays = provider.idempotency?.replays.some((family) => family[0] === String(wire.status)[0]) ?? false;
  return stored || replays ? 'reply' : 'request';
}

function storedByRow({ errors, types, statuses }: Provider, id: string | undefined): boolean | undefined {
  const [, kind, ...rest] = id?.split('/') ?? [];
  const name = rest.join('/');
  if (kind === 'errors') return errors.find(({ code }) => code === name)?.stored;
  if (kind === 'types') return types.find(({ type }) => type === name)?.stored;
  return statuses.find(({ status }) => String(status) === name)?.stored;
}
