import type { Outcome, RetryRule } from '../model/outcome.ts';
import type { Demand } from '../model/requirement.ts';

const outcomeWords: Record<Outcome, string> = {
  succeeded: 'it happened',
  failed: 'it did not happen',
  retryable: 'make the call again',
  unknown: 'it may have happened',
  pending: 'accepted, not final',
};

const retryWords: Record<RetryRule, string> = {
  never: 'no second attempt',
  backoff: 'again, after growing waits',
  'same-key-after-wait': 'again under the same key, after a wait',
  'new-key': 'only under a new key',
  'after-refresh': 'once, with fresh credentials',
  poll: 'ask what became of it',
};

/** One part of what a row demands, and whose word it is. */
export interface DemandPart {
  label: 'tell' | 'as' | 'then';
  words: string;
  basis: string;
}

/** What a row demands, in words: what to tell the caller, as which kind of failure, and what to do then. Nothing for a rule. */
export function demandParts({ expect, basis }: Partial<Demand>): DemandPart[] {
  if (!expect || !basis) return [];
  const parts: DemandPart[] = [
    { label: 'tell', words: orWords(expect.outcome.map((word) => outcomeWords[word])), basis: basis.outcome },
    { label: 'as', words: orWords(expect.category), basis: basis.category },
    { label: 'then', words: orWords(expect.retry.map((word) => retryWords[word])), basis: basis.retry },
  ];
  return parts.filter(({ words }) => words !== '');
}

/** Whose word a row is, where `document` is the title of the client's source document. */
export function sourceWords(id: string, { source, force }: Partial<Demand>, document: string): string {
  if (id.startsWith('wire/')) return 'no document';
  if (source === 'outside') return 'found outside the document';
  return force === 'advises' ? `${document} (advises)` : document;
}

/** The note of a row, without the numbers that our notes give to the ambiguities of a document: they mean nothing to a reader. */
export function noteWords({ note }: Partial<Demand>): string | undefined {
  return note?.replace(/ \((as )?a\d+\)/g, '');
}

function orWords(words: string[]): string {
  return words.join(', or ');
}
