import type { Case } from '../model/case.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { gravest } from './each-call.ts';
import { authentic, eventsOf, eventText, isTaken } from './webhook-events.ts';

/** The provider gets the answer that it asks for: else it sends the event again and again. */
export const webhookAnswer: Check = {
  id: 'webhook.answer',
  demands: 'An event of the provider, of an unknown type too, gets the answer that the provider asks for.',
  judge: judgeAnswer,
};

function judgeAnswer(played: Case): Verdict {
  const events = authentic(eventsOf(played));
  if (events.length === 0) return notApplicable('no event was sent');
  // What came before the client could know of the resource may be refused: it comes again.
  const judged = events
    .filter(({ replayed }) => !replayed)
    .filter(({ name, early }) => !early || events.findLast((event) => event.name === name)?.early);
  const known = played.operation.effect === undefined ? judged.filter(isTaken) : judged;
  if (known.length === 0) return notApplicable('the client has not made the resource itself, and may not know it');
  return gravest(known.map(judgeEvent));
}

function judgeEvent(event: WebhookEvent): Verdict {
  const { status, thrown, asked } = event;
  if (thrown) return fail('should', `threw ${thrown.name} at ${eventText(event)}: ${thrown.message}`);
  if (!isTaken(event)) return fail('should', `answered ${eventText(event)} with ${status ?? 'nothing'} instead of 2xx`);
  if (asked === false)
    return fail('should', `answered ${eventText(event)} without the body that the provider asks for`);
  return pass;
}
