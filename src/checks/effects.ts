import type { Case, Effect, PlayedCall } from '../model/case.ts';
import type { EffectKind } from '../model/provider.ts';
import { followUpId } from './exchanges.ts';

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

/** Whether an effect comes from the engine's own follow-up call. */
export function byFollowUp(played: Case, entry: Effect): boolean {
  const followUp = played.calls.find(({ id }) => id === followUpId);
  return followUp !== undefined && sentBy(played, entry, followUp);
}

/** A number of effects in words: `2 sessions`. */
export function amount(number: number, kind: EffectKind): string {
  return `${number} ${kind}${number === 1 ? '' : 's'}`;
}

function broughtAboutLater(played: Case, entry: Effect, { id, settledAt }: PlayedCall): boolean {
  const end = settledAt ?? Number.POSITIVE_INFINITY;
  return played.calls.some((other) => other.id !== id && other.at >= end && sentBy(played, entry, other));
}

/** By the call that sent the request; where nothing tells it, by the time it was sent at. */
function sentBy({ trace }: Case, { exchange }: Effect, { id, at, intent }: PlayedCall): boolean {
  const request = trace.find((event) => event.event === 'request' && event.exchange === exchange);
  if (request?.event !== 'request') return false;
  return request.call === undefined ? request.intent === intent && request.at >= at : request.call === id;
}
