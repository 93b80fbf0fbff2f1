import type { Case } from '../model/case.ts';
import type { Outcome } from '../model/outcome.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { gravest } from './each-call.ts';
import { endOf, isFinal, meaningOf, statesShownTo } from './shown-states.ts';
import { authentic, eventsOf, eventText, hasBooks, isFinalAtOnce, isTaken, noBooks } from './webhook-events.ts';
import { count } from './wording.ts';

/** Each event counts once, in whatever order they come, and none takes a final state back. */
export const webhookOnce: Check = {
  id: 'webhook.once',
  demands: 'Each event is applied once, in whatever order they come, and never back from a final state.',
  judge: judgeOnce,
};

function judgeOnce(played: Case): Verdict {
  const events = authentic(eventsOf(played));
  if (events.length === 0) return notApplicable('no event was sent');
  if (!hasBooks(played)) return noBooks;
  return gravest([pass, ...applyingTwice(events), ...goingBack(played, events), ...leavingAside(played, events)]);
}

function applyingTwice(events: WebhookEvent[]): Verdict[] {
  return [...Map.groupBy(events, ({ name }) => name).values()].flatMap((deliveries) => {
    const times = deliveries.reduce((sum, { before, after }) => sum + (after.applied ?? 0) - (before.applied ?? 0), 0);
    const [first] = deliveries;
    return times > 1 && first ? [fail('should', `applied ${eventText(first)} ${count(times, 'time')}`)] : [];
  });
}

/** What the provider has said to be final, by an event or by a reading, and what the books made of it then. */
function goingBack(played: Case, events: WebhookEvent[]): Verdict[] {
  const known = new Set<string | undefined>(
    played.calls.flatMap((call) => statesShownTo(played, call).map(({ meaning }) => endOf(meaning))),
  );
  return events.flatMap((event) => {
    const { before, after } = event;
    const final = before.outcome !== undefined && known.has(before.outcome);
    if (!event.unlisted) known.add(toldBy(played, event));
    if (!final || after.outcome === before.outcome) return [];
    const now = after.outcome ?? 'nothing';
    return [fail('should', `went back from \`${before.outcome}\` to \`${now}\` after ${eventText(event)}`)];
  });
}

/** An event that was taken and that says how it ended must show in the books, unless something final was known before. */
function leavingAside(played: Case, events: WebhookEvent[]): Verdict[] {
  const { webhooks } = played.operation;
  const shown = played.calls.some((call) => statesShownTo(played, call).some(isFinal));
  const first = events.find((event) => !event.unlisted && toldBy(played, event) !== undefined);
  const last = events.findLast(({ name }) => name === first?.name);
  if (shown || isFinalAtOnce(played) || !first || !last || !isTaken(last)) return [];
  const wanted = toldBy(played, first);
  if (webhooks?.read) {
    const now = last.after.outcome;
    return now === wanted ? [] : [fail('should', `took ${eventText(last)}, and its books say \`${now ?? 'nothing'}\``)];
  }
  // Whoever counts the orders that were made good has nothing to count for a failure.
  if (wanted === 'failed') return [];
  const applied = events.reduce((sum, { before, after }) => sum + (after.applied ?? 0) - (before.applied ?? 0), 0);
  return applied > 0 ? [] : [fail('should', `took ${eventText(last)}, and did not apply it`)];
}

/** The end that an event tells of. */
function toldBy(played: Case, { state }: WebhookEvent): Outcome | undefined {
  return endOf(meaningOf(played, state));
}
