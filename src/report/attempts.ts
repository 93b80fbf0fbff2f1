import type { RequestEvent, TraceEvent } from '../model/trace.ts';
import type { Attempt } from './timeline-row.ts';

/** A request, and how it compares with those before it. */
export interface NumberedRequest {
  attempt: Attempt;
  /** The request before it of the same call and operation. */
  before?: RequestEvent;
  /** The request before it, whichever it was. */
  previous?: RequestEvent;
}

/** Numbers the requests of a timeline; where exchanges were left out between two attempts of one thing, they count too. */
export function numberAttempts(events: TraceEvent[]): Map<TraceEvent, NumberedRequest> {
  const numbered = new Map<TraceEvent, NumberedRequest>();
  const latest = new Map<string, { request: RequestEvent; number: number }>();
  let previous: RequestEvent | undefined;
  for (const request of events) {
    if (request.event !== 'request') continue;
    const of = JSON.stringify([request.call, request.method, request.operation ?? request.path]);
    const before = latest.get(of);
    const skipped = Math.max(0, request.exchange - (previous?.exchange ?? 0) - 1);
    const missed = before?.request === previous ? skipped : 0;
    const number = before ? before.number + missed + 1 : 1;
    numbered.set(request, {
      attempt: { number, of, noun: request.method === 'GET' ? 'read' : 'attempt', skipped },
      ...(before && { before: before.request }),
      ...(previous && { previous }),
    });
    latest.set(of, { request, number });
    previous = request;
  }
  return numbered;
}
