import type { Observation, OperationTerms, PolicyCard, Probed } from '../model/policy.ts';
import { answerLabel } from './answer-label.ts';
import { fitGaps, rangesOf } from './fit-gaps.ts';
import { keyFactsOf } from './key-facts.ts';
import { promiseDifferences } from './promise-differences.ts';
import { reactionsOf } from './reactions.ts';
import { retryAfterReactions } from './retry-after-reactions.ts';

/**
 * The retry policy of one operation of a client, out of what its scenarios tell, in whatever order; undefined where they tell nothing.
 * Same observations, same card.
 */
export function policyCard(observed: readonly Observation[], terms: OperationTerms = {}): PolicyCard | undefined {
  const probes = observed.flatMap(({ probed }) => probed ?? []);
  if (probes.length === 0) return undefined;
  const lasting = probes.filter(({ lasts, refreshed }) => lasts && !refreshed);
  const samples = gapSamples(probes);
  const gaps = rangesOf(samples);
  const gapFit = fitGaps(samples);
  const key = keyFactsOf(observed, terms.key);
  const attempts = most(lasting.map((probed) => probed.attempts));
  const { retries } = terms;
  const seen = {
    probes: probes.length,
    ...(attempts !== undefined && { attempts }),
    fewerAttempts: fewerAttempts(lasting, attempts ?? 0),
    retries: reactionsOf(probes),
    gaps,
    ...(gapFit && { gapFit }),
    retryAfter: retryAfterReactions(probes, gaps[0]),
    ...(key && { key }),
    ...given('timeoutMs', most(probes.flatMap(({ timeoutMs }) => timeoutMs ?? []))),
    ...given('deadlineMs', most(lasting.flatMap(({ settledMs, retryAfter }) => (retryAfter ? [] : (settledMs ?? []))))),
    endless: endless(lasting),
    ...given('amplification', amplification(probes, retries === false ? 1 : (retries?.attempts ?? attempts))),
    ...(retries !== undefined && { promised: retries }),
  };
  return { ...seen, differences: promiseDifferences(seen) };
}

function most(values: number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.max(a, b));
}

function given<K extends 'timeoutMs' | 'deadlineMs' | 'amplification'>(
  name: K,
  value: number | undefined,
): { [N in K]?: number } {
  const named: { [N in K]?: number } = {};
  if (value !== undefined) named[name] = value;
  return named;
}

/** A wait that a Retry-After asks for is none of the client's own, nor is one for fresh credentials, nor one for a new key. */
function gapSamples(probes: readonly Probed[]): number[][] {
  const own = probes.filter(({ retryAfter, refreshed, keyKept }) => !retryAfter && !refreshed && keyKept !== false);
  const samples: number[][] = [];
  for (const { gapsMs } of own) {
    for (const [index, gap] of gapsMs.entries()) {
      const alike = samples[index] ?? [];
      samples[index] = alike;
      alike.push(gap);
    }
  }
  return samples;
}

function fewerAttempts(lasting: readonly Probed[], all: number): Record<string, number> {
  const plain = lasting.filter(({ retryAfter }) => !retryAfter);
  const labels = [...new Set(plain.map(({ answer }) => answerLabel(answer)))].sort();
  return Object.fromEntries(
    labels.flatMap((label) => {
      const own = plain.filter(({ answer }) => answerLabel(answer) === label).map(({ attempts }) => attempts);
      const attempts = most(own) ?? all;
      return attempts > 1 && attempts < all ? [[label, attempts]] : [];
    }),
  );
}

function endless(lasting: readonly Probed[]): string[] {
  const open = lasting.filter(({ settledMs }) => settledMs === undefined);
  return [...new Set(open.map(({ answer }) => answerLabel(answer)))].sort();
}

function amplification(probes: readonly Probed[], of: number | undefined): number | undefined {
  const sent = most(probes.filter(({ refreshed }) => !refreshed).map(({ sent, attempts }) => sent ?? attempts));
  return sent === undefined || of === undefined ? undefined : Math.round((100 * sent) / of) / 100;
}
