import type { Case } from '../model/case.ts';
import type { Observation } from '../model/policy.ts';

/**
 * Whether a client goes on after a restart with the key that it sent before, in a scenario of one intent: the last request before, the
 * first one after. Undefined where one of them is missing, or has no key: then nobody can tell.
 */
export function keyAfterRestart({ trace, operation }: Case): Pick<Observation, 'keyAfterRestart'> | undefined {
  const restart = trace.findIndex(({ event }) => event === 'restarted');
  if (restart < 0) return undefined;
  const sent = trace.flatMap((event, place) =>
    event.event === 'request' && event.operation === operation.main ? [{ key: event.key, place }] : [],
  );
  const before = sent.findLast(({ place }) => place < restart)?.key;
  const after = sent.find(({ place }) => place > restart)?.key;
  return before === undefined || after === undefined
    ? undefined
    : { keyAfterRestart: before === after ? 'same' : 'new' };
}
