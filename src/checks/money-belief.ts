import type { Belief } from '../model/belief.ts';
import type { Case, Effect, PlayedCall } from '../model/case.ts';
import type { Meaning } from '../model/journey.ts';
import type { EffectKind } from '../model/provider.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { acceptedOutcomes } from './accepted.ts';
import { eachBeliefAlone } from './each-call.ts';
import { amount, effectsKnownTo, mostEffects, sentBy, standing, unattributed, whyUnattributed } from './effects.ts';
import { answered, exchangesOf, isCertain, isFollowUp, rivalsOf } from './exchanges.ts';
import { type Heard, heardBy } from './last-reply.ts';
import { rowOf } from './reply-meaning.ts';
import { statesShownTo } from './shown-states.ts';
import { ms } from './wording.ts';

/** What the caller was told agrees with what the provider did. */
export const moneyBelief: Check = {
  id: 'money.belief',
  demands: 'What the client tells its caller agrees with what happened at the provider.',
  judge: judgeMoney,
};

function judgeMoney(played: Case): Verdict {
  const kind = played.operation.effect;
  if (kind === undefined) return notApplicable('the operation brings nothing about');
  const stray = unattributed(played);
  if (stray.length > 0) return inconclusive(whyUnattributed(played, stray));
  return eachBeliefAlone(played, (call, belief) => judgeBelief(played, { call, belief, kind }));
}

interface Told {
  call: PlayedCall;
  belief: Belief;
  kind: EffectKind;
}

function judgeBelief(played: Case, told: Told): Verdict {
  const { call, belief } = told;
  const made = effectsKnownTo(played, call);
  const effects = standing(made);
  if (effects.length > 1 && belief.outcome !== 'failed') {
    return notApplicable('there was more than one effect: money.once judges it');
  }
  switch (belief.outcome) {
    case 'succeeded':
      return ofSuccess(played, told, made);
    case 'failed':
      return ofFailure(played, told, effects);
    case 'retryable':
      return ofRetryable(played, told, effects);
    case 'unknown':
      return pass;
    case 'pending':
      return ofPending(played, told, made);
  }
}

function ofSuccess(played: Case, told: Told, effects: Effect[]): Verdict {
  const { kind } = told;
  const [effect] = [...standing(effects), ...effects];
  if (!effect) {
    if (toldByTape(played, told)) return notApplicable('the tape itself said that it had happened');
    return fail('must', `told the caller \`succeeded\`, but the provider made no ${kind}`);
  }
  if (effect.state === 'nothing' && shownMeaning(played, told.call) === 'failed') {
    return fail('must', `told the caller \`succeeded\`, but the ${kind} came to nothing, and the provider showed it`);
  }
  if (effect.state !== 'open' || played.operation.success.includes('succeeded')) return pass;
  return fail('must', `told the caller \`succeeded\`, but the ${kind} is not final`);
}

/** A tape can claim what no simulator did: that an order is paid, or on its way. Who believes it has not erred. */
function toldByTape(played: Case, { call, belief }: Told): boolean {
  const last = heardBy(played, call)?.last;
  if (last?.reply.step === undefined) return false;
  const row = rowOf(played, last);
  const [preferred, ...others] = row?.expect?.outcome ?? [];
  return preferred === belief.outcome || (row?.echo === true && others.includes(belief.outcome));
}

function ofFailure(played: Case, { call, belief, kind }: Told, effects: Effect[]): Verdict {
  const untold = effects
    .filter(({ resource }) => !belief.resources?.includes(resource))
    .filter((effect) => isHeldAgainst(played, call, effect));
  if (untold.length === 0) return pass;
  // The resource was made and came to nothing, and the provider said so, whatever became of it later.
  if (shownMeaning(played, call) === 'failed') return pass;
  const made = untold.map(({ at }) => ms(at)).join(', ');
  return fail('must', `told the caller \`failed\`, but the provider made ${amount(untold.length, kind)} (at ${made})`);
}

/** What another call for the same intent brought about is news to a call that was told no, and no news to one that was told of it. */
function isHeldAgainst(played: Case, call: PlayedCall, effect: Effect): boolean {
  const rivals = rivalsOf(played, call);
  if (rivals.length === 0) return true;
  const certain = isCertain(played, call);
  if (certain && !rivals.some((rival) => sentBy(played, effect, rival))) return true;
  if (certain) return !allowsNo(played, heardBy(played, call));
  // Which reply was the call's own nobody can tell: any of them may have said no.
  const replies = [call, ...rivals].flatMap((one) => exchangesOf(played, one)).filter(answered);
  return !replies.some((last) => allowsNo(played, { last, standing: [], open: [], doubtful: false }));
}

function allowsNo(played: Case, heard: Heard | undefined): boolean {
  return heard !== undefined && (acceptedOutcomes(played, heard)?.outcomes.includes('failed') ?? true);
}

/** What the last state that a call was shown means. */
function shownMeaning(played: Case, call: PlayedCall): Meaning | undefined {
  return statesShownTo(played, call).at(-1)?.meaning;
}

/** Whether the tape said that it was accepted, whatever a reading found afterwards. */
function acceptedByTape(played: Case, call: PlayedCall): boolean {
  return exchangesOf(played, call).some(
    (exchange) => exchange.reply?.step !== undefined && rowOf(played, exchange)?.expect?.outcome[0] === 'pending',
  );
}

function ofPending(played: Case, told: Told, effects: Effect[]): Verdict {
  if (standing(effects).length > 0) return pass;
  // It was accepted, and came to nothing without this call having been shown it.
  if (effects.length > 0 && shownMeaning(played, told.call) !== 'failed') return pass;
  if (toldByTape(played, told) || acceptedByTape(played, told.call))
    return notApplicable('the tape itself said that it was on its way');
  return fail('should', 'told the caller `pending`, but the provider accepted nothing');
}

function ofRetryable(played: Case, { call, kind }: Told, effects: Effect[]): Verdict {
  const followUp = played.calls.find(({ id, intent }) => isFollowUp(id) && intent === call.intent);
  if (!followUp) {
    if (effects.length === 0) return pass;
    return inconclusive('the caller was told to call again, and no follow-up was played');
  }
  const all = played.ledger.filter((effect) => effect.kind === kind && effect.intent === call.intent);
  if (all.length <= mostEffects(played, call.intent)) return pass;
  return fail(
    'must',
    `told the caller \`retryable\`, and the same call again brought it to ${amount(all.length, kind)} for one intent`,
  );
}
