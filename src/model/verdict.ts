import type { Case } from './case.ts';
import type { Severity } from './requirement.ts';

/**
 * What a check says of a case. `not-applicable`: the rule's premise is false. `inconclusive`: sadpath could not establish
 * something. Both give their reason in words.
 */
export type Verdict =
  | { verdict: 'pass' }
  | { verdict: 'fail'; severity: Severity; message: string }
  | { verdict: 'inconclusive' | 'not-applicable' | 'waived'; reason: string };

/** The word of a {@link Verdict}. */
export type VerdictWord = Verdict['verdict'];

/** Every {@link VerdictWord}; of several verdicts the first one here decides. */
export const verdictWords = [
  'fail',
  'inconclusive',
  'waived',
  'pass',
  'not-applicable',
] as const satisfies VerdictWord[];

/** One rule: a pure function of a case. */
export interface Check {
  /** `family.name`: `retry.key`. */
  id: string;
  /** What it demands, one sentence. */
  demands: string;
  judge(played: Case): Verdict;
}

/** The word that stands for several verdicts: fail, then inconclusive, waived, pass, not-applicable. */
export function worst(words: Iterable<VerdictWord>): VerdictWord {
  const seen = new Set(words);
  return verdictWords.find((word) => seen.has(word)) ?? 'not-applicable';
}

export const pass: Verdict = { verdict: 'pass' };

export function fail(severity: Severity, message: string): Verdict {
  return { verdict: 'fail', severity, message };
}

export function notApplicable(reason: string): Verdict {
  return { verdict: 'not-applicable', reason };
}

export function inconclusive(reason: string): Verdict {
  return { verdict: 'inconclusive', reason };
}
