import { robustBounded } from '../checks/robust-bounded.ts';
import { inconclusive, type Verdict } from '../model/verdict.ts';
import type { Judged } from './judge-scenario.ts';

/** Whether a check failed. */
export function hasFailed({ verdicts }: Judged): boolean {
  return Object.values(verdicts).some(({ verdict }) => verdict === 'fail');
}

/**
 * Joins what was judged in a suite with what came out when the scenario was played alone in a fresh process. A failure
 * stands only if it repeats; its message and evidence are those of the lone run, which anyone can repeat.
 */
export function confirmed(inSuite: Judged, alone: Judged): Judged {
  const verdicts = Object.fromEntries(
    Object.entries(inSuite.verdicts).map(([check, verdict]) => [
      check,
      confirmVerdict(check, verdict, alone.verdicts[check]),
    ]),
  );
  const { evidence: _, ...rest } = { ...alone, verdicts };
  return hasFailed({ ...alone, verdicts }) && alone.evidence ? { ...rest, evidence: alone.evidence } : rest;
}

/** What a scenario is worth that could not be played alone either. */
export function unconfirmed(inSuite: Judged, reason: string): Judged {
  const verdicts = Object.fromEntries(
    Object.entries(inSuite.verdicts).map(([check, verdict]) => [
      check,
      verdict.verdict === 'fail' ? inconclusive(`it could not be repeated alone: ${reason}`) : verdict,
    ]),
  );
  const { evidence: _, ...rest } = { ...inSuite, verdicts };
  return rest;
}

function confirmVerdict(check: string, inSuite: Verdict, alone: Verdict | undefined): Verdict {
  if (inSuite.verdict !== 'fail') return inSuite;
  if (alone?.verdict === 'fail') return alone;
  // What a process takes depends on when it last cleaned up; it was asked twice, and one good answer is enough.
  if (check === robustBounded.id && alone) return alone;
  return inconclusive(`depends on earlier scenarios: played alone it is ${alone?.verdict ?? 'not judged'}`);
}
