import type { Case } from '../model/case.ts';
import type { Evidence } from '../model/event.ts';
import type { TraceEvent } from '../model/trace.ts';

/** What a person needs to follow a failed case: the trace without the bodies, which can be large and hold payers' data. */
export function evidenceOf({ calls, ledger, trace }: Case): Evidence {
  const belief = calls[0]?.belief;
  return { ...(belief ? { belief } : {}), ledger, timeline: trace.map(withoutBody) };
}

function withoutBody(event: TraceEvent): TraceEvent {
  return event.event === 'request' ? { ...event, body: '' } : event;
}
