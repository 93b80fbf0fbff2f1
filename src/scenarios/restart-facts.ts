import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import type { ScenarioCall } from '../model/scenario.ts';
import { callsOf } from './calls-of.ts';
import { happyPath } from './happy-path.ts';
import type { Play, WireFact } from './wire-fact.ts';

const unmet = 'the client has no operation that brings something about';

/** Less than anybody waits for a reply, in virtual milliseconds. */
const soonMs = 100;

/** Processes die, and callers whose call never came back make it again. What a client wants to know then, it has to have kept. */
export const restartFacts: readonly WireFact[] = [
  {
    name: 'restart-after-lost-reply',
    summary: 'The reply to a call was lost, the client is restarted, and the caller makes the same call again.',
    unmet,
    tapes: (provider, operation) =>
      restarted(provider, operation, ['reset after-commit ×∞', 'reset ×∞'], { start: 'after' }),
  },
  {
    name: 'restart-while-open',
    summary: 'The client dies while a call is open, and when it is back the caller makes the same call again.',
    unmet,
    tapes: (provider, operation) =>
      restarted(provider, operation, ['stall after-commit ×∞', 'stall ×∞'], { start: soonMs }),
  },
];

function restarted(
  provider: Provider,
  operation: OperationFacts,
  tapes: string[],
  again: Pick<ScenarioCall, 'start'>,
): Play[] {
  if (operation.effect === undefined) return [];
  const journey = happyPath(provider, operation);
  const intent = 'intent-1';
  const calls = callsOf(operation.name, [{ intent }, { intent, ...again, endsTape: true, restarts: true }]);
  return tapes.map((tape) => ({ tape, calls, ...(journey && { journey }) }));
}
