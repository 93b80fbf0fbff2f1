import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { neverDelivered } from '../checks/gate.ts';
import { checks } from '../checks/table.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Scenario } from '../model/scenario.ts';
import { inconclusive, notApplicable, type Verdict } from '../model/verdict.ts';
import { scenarios } from '../scenarios/arbitrary.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import type { Judged } from './judge-scenario.ts';

/** A check that failed. */
export interface Failure {
  check: string;
  must: boolean;
}

/** How a search plays its scenarios. */
export interface SearchPlays {
  /** Plays a scenario wherever there is room for it. Never rejects. */
  play(scenario: Scenario): Promise<Judged>;
  /** Plays a scenario in a process of its own. Never rejects. */
  alone(scenario: Scenario): Promise<Judged>;
  /** The verdict that an earlier run has reached on the generated scenario of this id. */
  known(id: string): Judged | undefined;
  /** Whether a failure is worth the shortest scenario that shows it; when left out: each is. One that is not has not failed. */
  isNews?(failure: Failure, operation: string): boolean;
}

/** Generated scenarios of one client, by their number from 0 on. */
export interface Search {
  /**
   * Generates and plays one. Where a check fails, the shortest scenario is looked for in which the same check fails, and that is what is
   * judged: played alone, twice. What goes two ways then is no plain failure.
   */
  judge(run: number, plays: SearchPlays): Promise<Judged>;
}

/** Plays after which the shortest scenario so far is short enough. */
const patience = 300;

/** Opens the search of one client. Each scenario hangs on the seed, the client's name and its own number alone. */
export function openSearch(facts: ClientFacts, seed: number): Search {
  const arbitrary = scenarios(facts);
  return {
    async judge(run, { play, alone, known, isNews = () => true }) {
      const seen = new Map<string, Judged>();
      const played = async (scenario: Scenario): Promise<Judged> => {
        const id = scenarioId(scenario);
        const judged = seen.get(id) ?? (await play(scenario));
        seen.set(id, judged);
        return judged;
      };
      let first: { id: string; judged: Judged; failed: Failure | undefined } | undefined;
      const holds = async (scenario: Scenario): Promise<boolean> => {
        if (first === undefined) {
          const id = scenarioId(scenario);
          const judged = known(id) ?? (await played(scenario));
          first = { id, judged, failed: seen.size === 0 ? undefined : gravestOf(judged, isNews) };
          return first.failed === undefined;
        }
        return seen.size >= patience || !failsLike(first.failed, await played(scenario));
      };
      const result = await fc.check(fc.asyncProperty(arbitrary, holds), {
        seed: seedOf(`${seed} ${facts.client} ${run}`),
        numRuns: 1,
        // Whatever else is configured in this process: it is shrunk.
        endOnFailure: false,
      });
      if (first === undefined) throw result.errorInstance;
      const { id, judged, failed } = first;
      const [shortest] = result.counterexample ?? [];
      if (failed === undefined || shortest === undefined)
        return seen.size === 0 ? judged : told(withoutFailures(judged));
      return { ...(await confirm(shortest, failed, alone)), from: id };
    },
  };
}

/** The gravest failure that is any news, of several the first in the table of checks. */
function gravestOf({ verdicts, operation }: Judged, isNews: NonNullable<SearchPlays['isNews']>): Failure | undefined {
  const failures = checks.flatMap(({ id }): Failure[] => {
    const verdict = verdicts[id];
    return verdict?.verdict === 'fail' ? [{ check: id, must: verdict.severity === 'must' }] : [];
  });
  const news = failures.filter((failure) => isNews(failure, operation));
  return news.find(({ must }) => must) ?? news[0];
}

function failsLike(failed: Failure | undefined, { verdicts }: Judged): boolean {
  const verdict = failed && verdicts[failed.check];
  return verdict?.verdict === 'fail' && (verdict.severity === 'must' || !failed?.must);
}

/** The counterexample, played alone. It is a failure where it fails both times, in the same way. */
async function confirm(scenario: Scenario, failed: Failure, alone: SearchPlays['alone']): Promise<Judged> {
  const [one, other] = [await alone(scenario), await alone(scenario)];
  const fails = [one, other].filter((judged) => failsLike(failed, judged)).length;
  const isSame = isDeepStrictEqual(one, other);
  if (fails === 2 && isSame) return told(one);
  const reason = isSame
    ? `depends on earlier scenarios: played alone it is ${one.verdicts[failed.check]?.verdict ?? 'not judged'}`
    : `flaky client: played alone twice, it went two ways, and failed in ${fails} of them`;
  const { verdicts, ...rest } = told(one);
  return {
    ...rest,
    verdicts: { ...heldIn(verdicts), [failed.check]: inconclusive(reason) },
    ...(!isSame && one.evidence && other.evidence && { evidence: { ...one.evidence, other: other.evidence.timeline } }),
  };
}

function withoutFailures(judged: Judged): Judged {
  const verdicts = heldIn(judged.verdicts);
  if (Object.keys(verdicts).length === Object.keys(judged.verdicts).length) return judged;
  const { evidence: _, ...rest } = judged;
  return { ...rest, verdicts };
}

function heldIn(verdicts: Judged['verdicts']): Judged['verdicts'] {
  return Object.fromEntries(Object.entries(verdicts).filter(([, { verdict }]) => verdict !== 'fail'));
}

/**
 * What a sequence tells: a check that it passes or fails, or why its client is not judged at all. That a check has nothing to say of a
 * sequence that was made by chance, or that the client never came to what goes wrong in it, is no news. The retry policy is observed where
 * one thing goes wrong at a time.
 */
function told({ observed: _, ...judged }: Judged): Judged {
  const all = Object.entries(judged.verdicts);
  const telling = all.filter(([, { verdict }]) => verdict === 'pass' || verdict === 'fail');
  if (telling.length > 0) return { ...judged, verdicts: Object.fromEntries(telling) };
  const missed = all.every(([, one]) => one.verdict === 'not-applicable' || isMissed(one));
  if (!missed) return judged;
  return { ...judged, verdicts: Object.fromEntries(all.map(([check]) => [check, notApplicable(neverDelivered)])) };
}

function isMissed(verdict: Verdict): boolean {
  return verdict.verdict === 'inconclusive' && verdict.reason === neverDelivered;
}

/** A whole number of 32 bits. */
function seedOf(text: string): number {
  return Number.parseInt(hash('sha256', text).slice(0, 8), 16) | 0;
}
