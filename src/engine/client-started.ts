import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { ContractFacts } from '../model/contract.ts';
import type { ClientStarted } from '../model/event.ts';
import type { OperationTerms } from '../model/policy.ts';
import { demandOf } from '../model/requirement.ts';
import { sequences } from '../scenarios/sequences.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { catalogueHash } from './catalogue-hash.ts';

/** A client enters a run in which some of its requirements are played. */
export function clientStarted(
  { client, provider, operations, promises = {} }: ClientFacts,
  played: {
    isChosen(requirement: string): boolean;
    unplayed: Record<string, string>;
    /** Whether generated scenarios are played, too. */
    searched?: boolean;
    scenarios: number;
    ofShard?: number;
    contract?: ContractFacts;
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
    ...(played.contract && { contract: played.contract }),
    requirements: [...requirementsFor(provider), ...(played.searched ? [sequences] : [])]
      .filter(({ id }) => played.isChosen(id))
      .map((row) => ({ id: row.id, judged: row.judged, summary: row.summary, ...demandOf(row) })),
    unplayed: played.unplayed,
    scenarios: played.scenarios,
    ...(played.ofShard === undefined ? {} : { ofShard: played.ofShard }),
    operations: Object.fromEntries(operations.map((facts) => [facts.name, termsOf(facts, promises[facts.name])])),
  };
}

function termsOf({ keyHeader, keyField }: OperationFacts, retries: OperationTerms['retries']): OperationTerms {
  const place = keyHeader === undefined ? keyField && `body field ${keyField}` : `header ${keyHeader}`;
  return { ...(retries !== undefined && { retries }), ...(place !== undefined && { key: place }) };
}
