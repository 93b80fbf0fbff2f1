import { checks } from '../checks/table.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Played } from './selftest-play.ts';

/** How one check did. */
export interface CheckResult {
  check: string;
  /** Bad fixtures that it has to catch, and those that it caught. */
  bad: number;
  caught: number;
  /** Sound fixtures, and those that it left in peace. */
  sound: number;
  silent: number;
}

/** A bad fixture that its check did not catch, or a sound one that a check complained about. */
export interface Mistake {
  kind: 'missed' | 'noisy';
  check: string;
  fixture: string;
  about: string;
  /** What was said, with the tape that it was said of; each once. */
  reasons: string[];
}

/** What a selftest found: it is as it should be when there are no mistakes. */
export interface SelftestResult {
  checks: CheckResult[];
  mistakes: Mistake[];
}

/** Compares what the checks said of each fixture with what they have to say. */
export function resultOf(played: ReadonlyMap<Fixture, Played[]>): SelftestResult {
  const all = [...played];
  const sound = all.filter(([{ check }]) => check === undefined);
  const mistakes: Mistake[] = [];
  const results = checks.map(({ id }): CheckResult => {
    const bad = all.filter(([{ check }]) => check === id);
    const missed = bad.flatMap(([fixture, scenarios]) => missedBy(id, fixture, scenarios));
    const noisy = sound.flatMap(([fixture, scenarios]) => noisyOf(id, fixture, scenarios));
    mistakes.push(...missed, ...noisy);
    return {
      check: id,
      bad: bad.length,
      caught: bad.length - missed.length,
      sound: sound.length,
      silent: sound.length - noisy.length,
    };
  });
  return { checks: results, mistakes };
}

function missedBy(check: string, { name, about }: Fixture, scenarios: Played[]): Mistake[] {
  if (scenarios.some((scenario) => saidBy(check, scenario)?.verdict === 'fail')) return [];
  const reasons = scenarios.length === 0 ? ['nothing of it could be played'] : scenarios.map((one) => told(check, one));
  return [{ kind: 'missed', check, fixture: name, about, reasons: [...new Set(reasons)] }];
}

/** A sound fixture that could not be played, or not be judged, has not been left in peace either. */
function noisyOf(check: string, { name, about }: Fixture, scenarios: Played[]): Mistake[] {
  const loud = scenarios.filter((scenario) => {
    const verdict = saidBy(check, scenario)?.verdict;
    return verdict === undefined || verdict === 'fail' || verdict === 'inconclusive';
  });
  const reasons = scenarios.length === 0 ? ['nothing of it could be played'] : loud.map((one) => told(check, one));
  if (reasons.length === 0) return [];
  return [{ kind: 'noisy', check, fixture: name, about, reasons: [...new Set(reasons)] }];
}

function saidBy(check: string, scenario: Played): Verdict | undefined {
  return 'judged' in scenario ? scenario.judged.verdicts[check] : undefined;
}

function told(check: string, scenario: Played): string {
  const verdict = saidBy(check, scenario);
  return `${scenario.tape}: ${verdict ? words(verdict) : 'reason' in scenario ? scenario.reason : 'there is no verdict'}`;
}

function words(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'pass':
      return 'pass';
    case 'fail':
      return `${verdict.severity}: ${verdict.message}`;
    case 'inconclusive':
    case 'not-applicable':
    case 'waived':
      return `${verdict.verdict}: ${verdict.reason}`;
  }
}
