import type { GapRange, PolicyCard, Reactions } from '../model/policy.ts';
import { gapWords } from './gap-words.ts';
import { restartWords } from './key-words.ts';
import { askedWords, doneWords } from './retry-after-words.ts';
import { span } from './words.ts';

/**
 * What a reviewer of a new version of a client wants to see: where its policy is another one than before, a line each. What only one of
 * the two runs has played is no difference.
 */
export function cardDifferences(before: PolicyCard, now: PolicyCard): string[] {
  const was = factsOf(before);
  const is = factsOf(now);
  const facts = [...is].flatMap(([name, words]) => {
    const old = was.get(name);
    return old === undefined || old === words ? [] : [`${name}: ${old} → ${words}`];
  });
  const at = facts.findIndex((line) => !line.startsWith('attempts'));
  return at < 0
    ? [...facts, ...waits(before, now)]
    : [...facts.slice(0, at), ...waits(before, now), ...facts.slice(at)];
}

/** Everything but the waits, by what it is about. */
function factsOf(card: PolicyCard): Map<string, string> {
  const { attempts, fewerAttempts, retries, retryAfter, key, timeoutMs, deadlineMs, endless, amplification } = card;
  const facts: [name: string, words: string | undefined][] = [
    ['attempts', attempts === undefined ? undefined : String(attempts)],
    ...[...Object.keys(fewerAttempts)].map((answer): [string, string] => [
      `attempts after ${answer}`,
      String(fewerAttempts[answer]),
    ]),
    ...[retries.statuses, retries.codes, retries.transport].flatMap(reactionFacts),
    ...retryAfter.map((one): [string, string] => [`Retry-After ${askedWords(one)}`, doneWords(one)]),
    [
      'idempotency key',
      key &&
        (key.whose === 'none' ? 'none' : `${key.whose === 'handed' ? "the caller's" : key.whose} in the ${key.place}`),
    ],
    ['key over attempts', key?.stable === undefined ? undefined : key.stable ? 'the same' : 'another on some'],
    ['key over intents', key?.distinct === undefined ? undefined : key.distinct ? 'one each' : 'shared'],
    [
      'key after a restart',
      key === undefined || key.afterRestart === 'not known' ? undefined : restartWords[key.afterRestart],
    ],
    ['timeout of an attempt', timeoutMs === undefined ? undefined : span(timeoutMs)],
    ['longest call', deadlineMs === undefined ? undefined : span(deadlineMs)],
    ['calls that never end', attempts === undefined ? undefined : endless.join(', ') || 'none'],
    ['amplification', amplification === undefined ? undefined : String(amplification)],
  ];
  return new Map(facts.flatMap(([name, words]) => (words === undefined ? [] : [[name, words] as const])));
}

const reactionWords = {
  retried: 'retried',
  notRetried: 'not retried',
  varies: 'retried now and then',
  refreshed: 'repeated with fresh credentials',
} as const satisfies Record<keyof Reactions, string>;

function reactionFacts(reactions: Reactions): [string, string][] {
  const kinds = ['retried', 'notRetried', 'varies', 'refreshed'] as const;
  return kinds.flatMap((kind) => reactions[kind].map((name): [string, string] => [name, reactionWords[kind]]));
}

/** Two samples of one scatter are not the same: where no policy was recognised, ranges differ only beyond what their numbers explain. */
function waits(before: PolicyCard, now: PolicyCard): string[] {
  const [old, words] = [gapWords(before), gapWords(now)];
  if (old === undefined || words === undefined || old === words) return [];
  const shared = now.gaps.slice(0, before.gaps.length);
  const sameKnown = before.gapFit !== undefined && now.gapFit !== undefined;
  const alike = shared.every((range, index) => isAlike(before.gaps[index] ?? range, range));
  if (alike && (!sameKnown || isAsWell(before, now))) return [];
  return [`waits: ${old} → ${words}`];
}

/** A card of fewer retries tells of fewer waits: what both tell of decides. */
function isAsWell(before: PolicyCard, now: PolicyCard): boolean {
  return JSON.stringify(before.gapFit?.jitter) === JSON.stringify(now.gapFit?.jitter);
}

function isAlike(before: GapRange, now: GapRange): boolean {
  const error = slack(before) + slack(now) + 1;
  return Math.abs(before.from - now.from) <= error && Math.abs(before.to - now.to) <= error;
}

function slack({ from, to, samples }: GapRange): number {
  return (8 * (to - from)) / Math.max(1, samples - 1);
}
