import type { Belief } from '../model/belief.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import type { Meaning } from '../model/journey.ts';
import type { Outcome } from '../model/outcome.ts';
import { type Answered, answered, exchangesOf } from './exchanges.ts';
import { heardInTime } from './heard-in-time.ts';
import { isRead, isToldByState, isWait } from './operation-kind.ts';

/** A state that a reply showed to a call. */
export interface ShownState {
  exchange: Answered;
  state: string;
  /** Absent for a state that the catalogue does not know. */
  meaning?: Meaning;
}

/**
 * Every state of its resource that a call saw before it settled, in order: by its readings, and by replies that are about a state. What
 * state a payment is in says nothing of a void or a capture.
 */
export function statesShownTo(played: Case, call: PlayedCall): ShownState[] {
  const { operation } = played;
  if (!isToldByState(operation)) return [];
  return exchangesOf(played, call)
    .filter(answered)
    .flatMap((exchange) => {
      const { request, reply } = exchange;
      const about = reply.kind === 'state' || (reply.kind === 'ok' && isRead(operation, request.operation));
      if (reply.state === undefined || !about || !heardInTime(played, call, exchange)) return [];
      const meaning = meaningOf(played, reply.state);
      return [{ exchange, state: reply.state, ...(meaning && { meaning }) }];
    });
}

/**
 * The state that the last reply of a call showed. Undefined where something else came after every state: a refusal, a broken
 * reading, a request of another kind. What a caller is told then rests on that.
 */
export function lastWord(played: Case, call: PlayedCall): ShownState | undefined {
  const shown = statesShownTo(played, call).at(-1);
  const last = exchangesOf(played, call).findLast((one) => answered(one) && heardInTime(played, call, one));
  return shown && shown.exchange === last ? shown : undefined;
}

/** What a final state lets a client say. */
export const means = { happened: 'succeeded', failed: 'failed' } as const satisfies Partial<Record<Meaning, Outcome>>;

/** What a client may say after a state of that meaning; undefined after one that is not final, or that nobody knows. */
export function endOf(meaning: Meaning | undefined): Outcome | undefined {
  return meaning === 'happened' || meaning === 'failed' ? means[meaning] : undefined;
}

/** Whether a state is final. */
export function isFinal(shown: ShownState): shown is ShownState & { meaning: 'happened' | 'failed' } {
  return shown.meaning === 'happened' || shown.meaning === 'failed';
}

/**
 * A call under a name of its own that reads once may be a plain reading: it misleads nobody if it hands the state on. Not one that says
 * itself what it is `given`: something pending.
 */
export function readsAsItIs({ operation }: Case, { outcome, state }: Belief, shown: readonly ShownState[]): boolean {
  const [only, more] = shown;
  if (!isWait(operation) || operation.given !== undefined) return false;
  return more === undefined && outcome === 'succeeded' && state === only?.state;
}

/** What a state means; undefined for one that the catalogue does not know. */
export function meaningOf({ operation: { states = {} } }: Case, state: string): Meaning | undefined {
  return Object.hasOwn(states, state) ? states[state] : undefined;
}
