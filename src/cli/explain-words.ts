import type { Outcome, RetryRule } from '../model/outcome.ts';
import { type Requirement, severityOf } from '../model/requirement.ts';
import { entryLines } from './entry-lines.ts';

const outcomes: Record<Outcome, string> = {
  succeeded: 'It happened.',
  failed: 'It did not happen and will not.',
  retryable: 'Make the same call again, with the same input and key; whether it happened is open.',
  unknown: 'It may have happened: find out before anybody pays again.',
  pending: 'It was accepted and is not final.',
};

const retries: Record<RetryRule, string> = {
  never: 'Do not send the request again.',
  backoff: 'The same request again, after a wait that grows each time.',
  'same-key-after-wait': 'The same request under the same idempotency key, after a wait.',
  'new-key': 'Only as a new request, under a new idempotency key or request id.',
  'after-refresh': 'Once, with fresh credentials.',
  poll: 'Do not send it again; ask what became of it.',
};

const certainties = {
  stated: 'The document says so.',
  inferred: 'The document does not say so; we read it into the document.',
  outside: 'Not in the document: found elsewhere, or made up where something had to be.',
  advised: 'The document recommends it and does not oblige.',
  must: 'A client that does otherwise fails `sadpath run`.',
  should: 'A client that does otherwise is told, and fails with --strict only.',
};

type Certainty = keyof typeof certainties;
type Part = 'outcome' | 'category' | 'retry';

/** How sure one part of a row is, and what hangs on it: `stated, must`. */
export function certaintyOf(row: Requirement, part: Part): Certainty[] {
  return [
    row.source ?? row.basis[part],
    ...(row.force === 'advises' ? ['advised' as const] : []),
    severityOf(row, part),
  ];
}

/** The parts of a row that say something. A rule is as sure in all of them. */
function partsOf({ expect }: Requirement): Part[] {
  return expect ? (['outcome', 'category', 'retry'] as const).filter((part) => expect[part].length > 0) : ['outcome'];
}

/** What the words of some rows mean, each word once: blocks of lines of at most `width` characters. */
export function wordLines(rows: Requirement[], width: number): string[][] {
  const expected = rows.flatMap(({ expect }) => expect ?? []);
  const certain = rows.flatMap((row) => partsOf(row).flatMap((part) => certaintyOf(row, part)));
  return [
    ...glossary(
      'outcome: what to tell whoever made the call',
      outcomes,
      expected.flatMap(({ outcome }) => outcome),
      width,
    ),
    ...glossary(
      'retry: what to do next',
      retries,
      expected.flatMap(({ retry }) => retry),
      width,
    ),
    ...glossary('how sure', certainties, certain, width),
  ];
}

function glossary(title: string, meanings: Record<string, string>, used: string[], width: number): string[][] {
  const words = Object.entries(meanings).filter(([word]) => used.includes(word));
  const label = Math.max(...words.map(([word]) => word.length));
  const lines = words.flatMap(([word, meaning]) => entryLines(word, meaning, { indent: 2, label, width }));
  return words.length === 0 ? [] : [[title, ...lines]];
}
