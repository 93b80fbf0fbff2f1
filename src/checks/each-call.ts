import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import { inconclusive, notApplicable, type Verdict, verdictWords } from '../model/verdict.ts';
import { exchangesOf, isCertain, isFollowUp, rivalsOf } from './exchanges.ts';

/** Judges every call of the scenario, the engine's own follow-up aside; the worst verdict is the case's. */
export function everyCall({ calls }: Case, judgeCall: (call: PlayedCall) => Verdict): Verdict {
  const judged = calls.filter(({ id }) => !isFollowUp(id));
  const verdicts = judged.map((call) => {
    const verdict = call.killedAt === undefined ? judgeCall(call) : cutOff;
    return judged.length > 1 ? named(call, verdict) : verdict;
  });
  return gravest(verdicts);
}

/** What becomes of a call is nothing to ask of a client that was killed meanwhile. */
const cutOff = notApplicable('the client was killed while it was open');

/** Judges the calls of the main operation by what they sent: a case holds the facts of no other. */
export function eachCall(played: Case, judgeCall: (call: PlayedCall) => Verdict): Verdict {
  return ofMain(played, (call) => {
    // It has joined a call that was under way, or never came to its turn.
    if (played.calls.length > 1 && exchangesOf(played, call).length === 0 && !claims(played, call))
      return notApplicable('the call sent nothing of its own');
    return surely(played, call, judgeCall(call));
  });
}

/** Judges what each call told its caller; a call that told nothing is left to `robust.settles` and `classify.recognised`. */
export function eachBelief(played: Case, judgeBelief: (call: PlayedCall, belief: Belief) => Verdict): Verdict {
  return eachCall(played, (call) => ofBelief(call, judgeBelief));
}

/** The same for a check that goes by what happened at the provider, and not by who sent what. */
export function eachBeliefAlone(played: Case, judgeBelief: (call: PlayedCall, belief: Belief) => Verdict): Verdict {
  return ofMain(played, (call) => ofBelief(call, judgeBelief));
}

/** Whether a call says that it went well, and no other call for the same intent can have told it so. */
function claims(played: Case, call: PlayedCall): boolean {
  return call.belief?.outcome === 'succeeded' && rivalsOf(played, call).length === 0;
}

/** What another call may have sent is held against nobody. */
export function surely(played: Case, call: PlayedCall, verdict: Verdict): Verdict {
  if (verdict.verdict !== 'fail' || isCertain(played, call)) return verdict;
  return inconclusive('several calls were open at once, and nothing tells whose request was whose');
}

function ofMain(played: Case, judgeCall: (call: PlayedCall) => Verdict): Verdict {
  const { calls, operation } = played;
  return everyCall({ ...played, calls: calls.filter((call) => call.operation === operation.name) }, judgeCall);
}

function ofBelief(call: PlayedCall, judgeBelief: (call: PlayedCall, belief: Belief) => Verdict): Verdict {
  if (call.how === 'never') return notApplicable('the call never settled: robust.settles judges it');
  if (!call.belief) return notApplicable('the caller was told nothing: classify.recognised judges it');
  return judgeBelief(call, call.belief);
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
