import type { ClientFacts } from '../model/client-facts.ts';
import type { ClientStarted } from '../model/event.ts';
import { demandOf } from '../model/requirement.ts';
import { sequences } from '../scenarios/sequences.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { catalogueHash } from './catalogue-hash.ts';

/** A client enters a run in which some of its requirements are played. */
export function clientStarted(
  { client, provider }: ClientFacts,
  played: {
    isChosen(requirement: string): boolean;
    unplayed: Record<string, string>;
    /** Whether generated scenarios are played, too. */
    searched?: boolean;
    scenarios: number;
    ofShard?: number;
  },
): ClientStarted {
  return {
    type: 'client-started',
    client,
    provider: provider.id,
    catalogue: {
      title: provider.title,
      document: provider.source.title,
      revision: provider.source.revision,
      sha256: catalogueHash(provider),
    },
    requirements: [...requirementsFor(provider), ...(played.searched ? [sequences] : [])]
      .filter(({ id }) => played.isChosen(id))
      .map((row) => ({ id: row.id, judged: row.judged, summary: row.summary, ...demandOf(row) })),
    unplayed: played.unplayed,
    scenarios: played.scenarios,
    ...(played.ofShard === undefined ? {} : { ofShard: played.ofShard }),
  };
}
