import type { ClientFacts } from '../model/client-facts.ts';
import type { ClientStarted } from '../model/event.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { catalogueHash } from './catalogue-hash.ts';

/** A client enters a run in which some of its requirements are played. */
export function clientStarted(
  { client, provider }: ClientFacts,
  played: { isChosen(requirement: string): boolean; unplayed: Record<string, string>; scenarios: number },
): ClientStarted {
  return {
    type: 'client-started',
    client,
    provider: provider.id,
    catalogue: { revision: provider.source.revision, sha256: catalogueHash(provider) },
    requirements: requirementsFor(provider)
      .filter(({ id }) => played.isChosen(id))
      .map(({ id, judged, summary }) => ({ id, judged, summary })),
    unplayed: played.unplayed,
    scenarios: played.scenarios,
  };
}
