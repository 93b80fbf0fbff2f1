import type { Case } from '../model/case.ts';
import { inconclusive, notApplicable, type Verdict } from '../model/verdict.ts';
import { capOf } from './cap.ts';
import { deliveryOf } from './delivery.ts';
import { isFollowUp } from './exchanges.ts';
import { hasRestart } from './restarts.ts';

/** Lets one check, by its id, judge; or answers in its place why it cannot. */
export type Gate = (check: string, judge: () => Verdict) => Verdict;

/** Checks that look at what `interpret` said. */
const beliefReaders = ['classify.', 'money.belief', 'partial.kept', 'async.final', 'async.reason', 'async.steady'];

/** Checks that judge a call that was stopped by a cap. */
const capJudges = ['robust.settles', 'retry.budget', 'async.bounded', 'async.paced'];

/** Checks that need no fault to have a say. */
const alwaysOn = ['money.', 'robust.'];

/** Why nothing is said of a client that nothing has gone wrong for. */
export const neverDelivered = 'the fault was never delivered';

/** The reasons for which whole families of checks cannot judge a case, found once for all of them. */
export function gateOf(played: Case): Gate {
  const shut = whyShut(played);
  if (shut !== undefined) return () => inconclusive(shut);
  if (hasRestart(played) && played.kept === undefined)
    return () => notApplicable('the client keeps nothing across a restart');
  const { broken } = played;
  if (broken !== undefined) return (check, judge) => (check === 'robust.contained' ? judge() : inconclusive(broken));
  const cap = capOf(played);
  const mute = played.calls.find(({ id, interpretFault }) => !isFollowUp(id) && interpretFault !== undefined);
  const delivery = deliveryOf(played);
  return (check, judge) => {
    const is = (prefixes: string[]) => prefixes.some((prefix) => check.startsWith(prefix));
    // Money that moved wrongly has moved, whether or not all came about that the scenario wanted to show.
    const unlessMoney = (reason: string): Verdict => {
      const verdict = is(['money.']) ? judge() : undefined;
      return verdict?.verdict === 'fail' ? verdict : inconclusive(reason);
    };
    if (cap !== undefined && !is(capJudges)) return unlessMoney(`a cap was hit: ${cap}`);
    if (mute?.interpretFault !== undefined && is(beliefReaders)) return inconclusive(mute.interpretFault);
    switch (delivery.kind) {
      case 'shown':
        return judge();
      case 'lost':
        return unlessMoney(neverDelivered);
      case 'unasked':
        return is(alwaysOn) ? judge() : notApplicable(delivery.reason);
    }
  };
}

/** Why nothing can be said of a case at all. */
function whyShut({ trace, control, scenario }: Case): string | undefined {
  const stray = trace.find((event) => event.event === 'escaped' && event.kind === 'unmatched');
  if (stray?.event === 'escaped') return `a request matched no operation: ${stray.message}`;
  if (scenario.requirement === 'control') return undefined;
  if (!control) return 'the control was not played';
  return control.passed ? undefined : `the control failed: ${control.reason ?? 'no reason was given'}`;
}
