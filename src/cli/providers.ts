import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import * as catalogues from '../providers/index.ts';

/** The catalogues that come with sadpath. */
export const builtIn: readonly Provider[] = Object.values(catalogues);

/**
 * A built-in catalogue by its id.
 *
 * @throws {SadpathError} when there is none.
 */
export function findProvider(id: string): Provider {
  const found = builtIn.find((provider) => provider.id === id);
  if (found) return found;
  throw new SadpathError({
    to: `find the provider "${id}"`,
    because: `there are ${builtIn.map((provider) => provider.id).join(', ')}`,
  });
}
