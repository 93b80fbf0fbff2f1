import type { Case } from '../model/case.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { gravest } from './each-call.ts';
import { meaningOf, statesShownTo } from './shown-states.ts';
import { authentic, eventsOf, eventText, hasBooks, isFinalAtOnce, noBooks } from './webhook-events.ts';

/** An event that the provider has not sent moves nothing. */
export const webhookAuthentic: Check = {
  id: 'webhook.authentic',
  demands: 'Only events that the provider has signed move anything.',
  judge: judgeAuthentic,
};

function judgeAuthentic(played: Case): Verdict {
  const forged = eventsOf(played).filter((event) => event.forged !== undefined);
  if (forged.length === 0) return notApplicable('no event was forged');
  if (!hasBooks(played)) return noBooks;
  return gravest(forged.map((event) => judgeEvent(played, event)));
}

const words: Record<NonNullable<WebhookEvent['forged']>, string> = {
  unsigned: 'without a signature',
  'wrong-key': 'signed with another key',
  tampered: 'whose signature is over another body',
  stale: 'whose signature is too old',
};

function judgeEvent(played: Case, event: WebhookEvent): Verdict {
  const { before, after, forged = 'unsigned' } = event;
  const counted = before.applied !== after.applied;
  const turned = before.outcome !== after.outcome;
  if (!counted && !turned) return pass;
  // Whoever can send such an event has the goods for nothing. What is old, or was said before, the provider did say once.
  const robbed = turned && after.outcome === 'succeeded' && forged !== 'stale' && !isPaidBefore(played, event);
  const what = turned ? `its books say \`${after.outcome ?? 'nothing'}\` now` : 'it was applied';
  return fail(robbed ? 'must' : 'should', `believed ${eventText(event)}, ${words[forged]}: ${what}`);
}

function isPaidBefore(played: Case, event: WebhookEvent): boolean {
  const events = eventsOf(played);
  const told = authentic(events.slice(0, events.indexOf(event))).map(({ state }) => meaningOf(played, state));
  const read = played.calls.flatMap((call) => statesShownTo(played, call).map(({ meaning }) => meaning));
  return isFinalAtOnce(played) || [...told, ...read].includes('happened');
}
