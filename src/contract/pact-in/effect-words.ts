import type { EffectKind } from '../../model/provider.ts';
import { wordsOf } from './catalogue-words.ts';

/** What the words of a path say of what is brought about, the surest first. */
const kinds: [EffectKind, RegExp][] = [
  ['refund', /^refund/],
  ['void', /^(void|cancel|cancell?ation|reversal|reverse)s?$/],
  ['capture', /^captur/],
  ['session', /^(session|checkout)s?$/],
  ['message', /^(message|notification|email|sms|mail)s?$/],
  ['grant', /^(token|oauth|oauth2|grant|consent|authorization)s?$/],
];

/** POSTs that only look something up. */
const looksUp =
  /^(search|quer(y|ies)|quotes?|validat\w*|verif\w*|inquir\w*|enquir\w*|lookup|preview|estimate|calculate|check|login|graphql)$/;

/** What is done to a thing that exists, and moves money. */
const acts = /^(confirm|pay|charge|execute|complete|submit|settle)/;

/**
 * What a POST brings about by the words of its path: a guess. Undefined where they say that it only looks something up, or does to an
 * existing thing what nobody would call one of the kinds.
 *
 * @param path the literal parts of the path.
 * @param onExisting whether the last part is what is done to the thing before it.
 */
export function effectOf(path: readonly string[], onExisting: boolean): EffectKind | undefined {
  const words = path.map(wordsOf);
  const last = words.at(-1) ?? [];
  if (last.some((word) => looksUp.test(word))) return undefined;
  for (const text of onExisting ? [last] : words.toReversed())
    for (const [kind, pattern] of kinds) if (text.some((word) => pattern.test(word))) return kind;
  return !onExisting || last.some((word) => acts.test(word)) ? 'payment' : undefined;
}

/** Whether the name of a state says that more is to come: a guess. */
export function isOpenState(state: string): boolean {
  return /^(pending|processing|created|new|open|initiated|initialized|await|requires|unpaid|submitted|accepted|queued|in progress|authori[sz]ed|scheduled|draft|started|received|active|incomplete)/.test(
    wordsOf(state).join(' '),
  );
}
