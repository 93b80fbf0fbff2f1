import type { Case } from '../model/case.ts';
import type { Evidence } from '../model/event.ts';
import { excerpt } from '../model/excerpt.ts';
import type { TraceEvent } from '../model/trace.ts';

/** A hot loop can bring thousands of effects about: nobody reads more of them. */
const mostEffects = 20;

/** What a person needs to follow a failed case: the trace without the bodies, which can be large and hold payers' data. */
export function evidenceOf({ calls, ledger, trace }: Case): Evidence {
  const belief = calls[0]?.belief;
  return {
    ...(belief ? { belief } : {}),
    ledger: ledger.slice(0, mostEffects),
    timeline: excerpt(trace).map(withoutBody),
  };
}

function withoutBody(event: TraceEvent): TraceEvent {
  return event.event === 'request' ? { ...event, body: '' } : event;
}
