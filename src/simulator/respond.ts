import { faults } from '../faults/table.ts';
import type { Provider } from '../model/provider.ts';
import { isConnected, type WireReply } from '../model/reply.ts';
import type { Step } from '../model/tape.ts';
import type { EffectEvent } from '../model/trace.ts';
import type { Application } from './application.ts';
import { errorReply } from './error-reply.ts';
import { type Finished, finishedBody, finishedFault } from './finished.ts';
import type { Surface } from './show.ts';
import type { Undertaking } from './undertaking.ts';

/** A finished reply with what happened beside it. */
export type Response = Finished & { effects: EffectEvent[] };

const unanswered: WireReply = { status: 502, headers: {}, body: '' };

/** Takes a request past the gateway to the application and brings the reply back, as one step of a tape says. */
export function respond(
  request: Undertaking,
  step: Step | undefined,
  { provider, surface, application }: { provider: Provider; surface: Surface; application: Application },
): Response {
  const effect = request.routed.operation.effect !== undefined;
  const answer = step?.answer;
  const head = step ?? {};
  const fault = answer?.kind === 'fault' ? faults[answer.fault] : undefined;
  const spoil = (wire: WireReply) => {
    if (!fault || answer?.kind !== 'fault') return wire;
    const { kind: _, fault: __, ...given } = answer;
    return fault.apply(wire, given);
  };

  if (answer?.kind === 'error' && answer.status === 429) {
    const effects = application.behindGateway(request, step?.commit ?? 'before');
    return { ...finishedBody(errorReply(provider, answer, { surface, effect }), { ...head, effect }), effects };
  }
  if (fault?.stage === 'edge') {
    const wire = spoil(unanswered);
    const reached = wire.transport === undefined || isConnected(wire.transport);
    const effects = reached ? application.behindGateway(request, step?.commit ?? 'before') : [];
    return { ...finishedFault(fault, wire, effect, head), effects };
  }
  const { reply, replayed, success, effects } = application.answer(request, step);
  if (!fault) {
    // A record answers as itself; what is done to bodies is done to its, too.
    const said = replayed ? { as: step?.as } : head;
    return { ...finishedBody(reply, { ...said, effect, replayed, success }), effects };
  }
  const spoilt = finishedFault(fault, spoil(reply.wire), effect, head);
  return { wire: spoilt.wire, facts: { ...spoilt.facts, ...(replayed ? { replayed } : {}) }, effects };
}
