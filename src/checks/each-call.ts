import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { notApplicable, type Verdict, verdictWords } from '../model/verdict.ts';
import { followUpId } from './exchanges.ts';

/** Judges every call of the scenario, the engine's own follow-up aside; the worst verdict is the case's. */
export function everyCall({ calls }: Case, judgeCall: (call: PlayedCall) => Verdict): Verdict {
  const judged = calls.filter(({ id }) => id !== followUpId);
  const verdicts = judged.map((call) => {
    const verdict = judgeCall(call);
    return judged.length > 1 ? named(call, verdict) : verdict;
  });
  return gravest(verdicts);
}

/** Judges the calls of the main operation: a case holds the facts of no other. */
export function eachCall(played: Case, judgeCall: (call: PlayedCall) => Verdict): Verdict {
  const { calls, operation } = played;
  return everyCall({ ...played, calls: calls.filter((call) => call.operation === operation.name) }, judgeCall);
}

/** Judges what each call told its caller; a call that told nothing is left to `robust.settles` and `classify.recognised`. */
export function eachBelief(played: Case, judgeBelief: (call: PlayedCall, belief: Belief) => Verdict): Verdict {
  return eachCall(played, (call) => {
    if (call.how === 'never') return notApplicable('the call never settled: robust.settles judges it');
    if (!call.belief) return notApplicable('the caller was told nothing: classify.recognised judges it');
    return judgeBelief(call, call.belief);
  });
}

/** Of several verdicts the one that decides; of several failures a `must`. */
export function gravest(verdicts: readonly Verdict[]): Verdict {
  const must = verdicts.find((verdict) => verdict.verdict === 'fail' && verdict.severity === 'must');
  if (must) return must;
  for (const word of verdictWords) {
    const decisive = verdicts.find(({ verdict }) => verdict === word);
    if (decisive) return decisive;
  }
  return notApplicable('there was nothing to judge');
}

function named({ id }: PlayedCall, verdict: Verdict): Verdict {
  switch (verdict.verdict) {
    case 'pass':
      return verdict;
    case 'fail':
      return { ...verdict, message: `call ${id}: ${verdict.message}` };
    case 'inconclusive':
    case 'not-applicable':
    case 'waived':
      return { ...verdict, reason: `call ${id}: ${verdict.reason}` };
  }
}
