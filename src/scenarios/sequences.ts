import type { Requirement } from '../model/requirement.ts';

/** What generated scenarios play: no row of a document, but many of them one after another. */
export const sequences: Requirement = {
  id: 'search/sequences',
  provider: 'search',
  kind: 'rules',
  name: 'sequences',
  summary: 'What the provider documents and what goes wrong on the way comes in sequences that no matrix has.',
  judged: 'traffic',
  operations: [],
  basis: { outcome: 'inferred', category: 'inferred', retry: 'inferred' },
};
