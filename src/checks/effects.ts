import type { Case, Effect, PlayedCall } from '../model/case.ts';
import type { EffectKind } from '../model/provider.ts';
import type { RequestEvent } from '../model/trace.ts';
import { isFollowUp } from './exchanges.ts';
import { isKeptAcross } from './restarts.ts';

/** Effects that still stand: what has come to nothing moved no money. */
export function standing(effects: readonly Effect[]): Effect[] {
  return effects.filter(({ state }) => state !== 'nothing');
}

/** Effects of an intent that a call can be asked about: what a later call brought about was not there when it settled. */
export function effectsKnownTo(played: Case, call: PlayedCall): Effect[] {
  const { effect } = played.operation;
  return played.ledger.filter(
    (entry) => entry.kind === effect && entry.intent === call.intent && !broughtAboutLater(played, entry, call),
  );
}

/**
 * How many effects the caller's own calls for one intent may have. One; unless it has called several times and nothing tells the provider that
 * they are the same: neither does the operation take a key, or the client makes its own, one a call. To such a client each call is
 * another order, unless it has kept the first one across a restart.
 */
export function mostEffects(played: Case, intent: string | undefined): number {
  const asked = played.calls.filter((call) => call.intent === intent && !isFollowUp(call.id)).length;
  const known = sendsHandedKey(played, intent) || leavesKeyOut(played, intent) || isKeptAcross(played, intent);
  return Math.max(1, known ? 1 : asked);
}

/** Whether the client has sent the key that it was handed for an intent, at least once. */
function sendsHandedKey(played: Case, intent: string | undefined): boolean {
  return mainRequests(played, intent).some(({ handed }) => handed === true);
}

/** Whether the client sends no key where the operation takes one in a header, and it has been handed one: some have no place for it. */
function leavesKeyOut(played: Case, intent: string | undefined): boolean {
  const { calls, operation } = played;
  const handed = calls.some((call) => call.intent === intent && call.tookKey === true);
  const sendsNone = mainRequests(played, intent).every(({ key }) => key === undefined);
  return operation.keyHeader !== undefined && handed && sendsNone;
}

function mainRequests({ trace, operation }: Case, intent: string | undefined): RequestEvent[] {
  return trace
    .filter((event) => event.event === 'request')
    .filter((request) => request.intent === intent && request.operation === operation.main);
}

/** Effects that nothing attributes to an intent. */
export function unattributed({ ledger, operation }: Case): Effect[] {
  return ledger.filter(({ intent, kind }) => intent === undefined && kind === operation.effect);
}

/** Why effects without an intent leave the money unjudged, in words. */
export function whyUnattributed({ operation }: Case, effects: readonly Effect[]): string {
  const made = amount(effects.length, effects[0]?.kind ?? 'message');
  return operation.marker === undefined
    ? `${made} cannot be attributed to an intent`
    : `the client drops or changes the field \`${operation.marker}\`: ${made} cannot be attributed to an intent`;
}

/** Whether an effect comes from a follow-up call of the engine's own. */
export function byFollowUp(played: Case, entry: Effect): boolean {
  return played.calls.some((call) => isFollowUp(call.id) && sentBy(played, entry, call));
}

/** A number of effects in words: `2 sessions`. */
export function amount(number: number, kind: EffectKind): string {
  return `${number} ${kind}${number === 1 ? '' : 's'}`;
}

/** Calls stand in the order in which they began: of two in one instant the second one is later. */
function broughtAboutLater(played: Case, entry: Effect, call: PlayedCall): boolean {
  const { settledAt: end = Number.POSITIVE_INFINITY } = call;
  const later = played.calls.slice(played.calls.indexOf(call) + 1);
  return later.some((other) => other.at >= end && sentBy(played, entry, other));
}

/** Whether a call brought an effect about: by the call that sent the request; where nothing tells it, by the time it was sent at. */
export function sentBy({ trace }: Case, { exchange }: Effect, { id, at, intent }: PlayedCall): boolean {
  const request = trace.find((event) => event.event === 'request' && event.exchange === exchange);
  if (request?.event !== 'request') return false;
  return request.call === undefined ? request.intent === intent && request.at >= at : request.call === id;
}
