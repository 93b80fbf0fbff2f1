import type { Case, PlayedCall } from '../model/case.ts';
import { pollOf } from '../model/poll-of.ts';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { isRead } from './operation-kind.ts';

/** Whether a call looks after its resource until it is final: a wait, or an operation with an effect that reads what it made. */
export function isPolling({ operation }: Case): boolean {
  return pollOf(operation) !== undefined;
}

/** The readings of a call, in order; of a call that looks after nothing: none. */
export function pollsOf(played: Case, call: PlayedCall): Exchange[] {
  if (!isPolling(played)) return [];
  return exchangesOf(played, call).filter(({ request }) => isRead(played.operation, request.operation));
}
