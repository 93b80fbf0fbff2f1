import type { Case } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { shownOf } from './exchanges.ts';
import { isRead } from './operation-kind.ts';

/** Whether what a scenario wants to show was shown to the client. */
export type Delivery =
  /** Some of it was; or the scenario shows nothing that could go wrong. */
  | { kind: 'shown' }
  /** It was asked for, and reached no open request. */
  | { kind: 'lost' }
  /** The client never came to ask for it. */
  | { kind: 'unasked'; reason: string };

/** How the faulty steps of a case's tape fared, and without a tape the states of its journey. */
export function deliveryOf(played: Case): Delivery {
  const { tape, journey } = played.scenario;
  const tracks = parseTape(tape).filter(({ steps }) => steps.some(({ answer, as }) => answer.kind !== 'ok' || as));
  if (tracks.length > 0)
    return ofTape(
      played,
      tracks.map(({ operation }) => operation ?? played.operation.main),
    );
  return tape === '' && journey && journey.length > 0 ? ofJourney(played) : { kind: 'shown' };
}

function ofTape({ trace }: Case, operations: string[]): Delivery {
  // A record of an earlier request may have answered in the place of the step that was taken.
  const asked = trace.flatMap((event) =>
    event.event === 'reply' && event.step !== undefined && (event.kind !== 'ok' || event.replayed) ? [event] : [],
  );
  const hungUp = new Set(trace.flatMap((event) => (event.event === 'aborted' ? [event.exchange] : [])));
  if (asked.some((reply) => reply.kind !== 'ok' && shownOf(reply, hungUp.has(reply.exchange))))
    return { kind: 'shown' };
  if (asked.length > 0) return { kind: 'lost' };
  const requested = trace.some((event) => event.event === 'request' && operations.includes(event.operation ?? ''));
  const reason = requested
    ? 'the client never came to the fault on the tape'
    : `the client never asked for ${operations.join(' or ')}`;
  return { kind: 'unasked', reason };
}

function ofJourney({ trace, operation }: Case): Delivery {
  const asked = trace.flatMap((event) =>
    event.event === 'request' && isRead(operation, event.operation) ? [event] : [],
  );
  if (asked.length === 0) return { kind: 'unasked', reason: 'the client never read the state' };
  const read = new Set(asked.map(({ exchange }) => exchange));
  const shown = trace.some((event) => event.event === 'reply' && read.has(event.exchange) && shownOf(event, false));
  return { kind: shown ? 'shown' : 'lost' };
}
