import type { PolicyCard, Reactions } from '../model/policy.ts';
import { gapWords } from './gap-words.ts';
import { keyWords } from './key-words.ts';
import { askedWords, doneWords } from './retry-after-words.ts';
import { count, span } from './words.ts';

/** A line of a card: what it is about, and what was seen. */
export type CardRow = [label: string, words: string];

/** A card in words. What was not seen has no row. */
export function cardRows(card: PolicyCard): CardRow[] {
  const { attempts, fewerAttempts, retries, timeoutMs, deadlineMs, endless, amplification, promised, key } = card;
  const fewer = Object.entries(fewerAttempts).map(([answer, made]) => `${made} after ${answer}`);
  const waits = gapWords(card);
  return [
    row('attempts', attempts === undefined ? [] : [String(attempts), ...fewer]),
    row('retries', reactionWords(retries, 'retried')),
    row('does not retry', reactionWords(retries, 'notRetried')),
    row('retries now and then', reactionWords(retries, 'varies')),
    row('renews, then repeats', reactionWords(retries, 'refreshed')),
    row('waits', waits === undefined ? [] : [`${waits} (${count(card.gaps[0]?.samples ?? 0, 'sample')})`]),
    row('Retry-After', retryAfterWords(card)),
    row('idempotency key', key ? [keyWords(key)] : []),
    row('timeout', timeoutMs === undefined ? [] : [`${span(timeoutMs)} an attempt`]),
    row('longest call', deadlineMs === undefined ? [] : [span(deadlineMs)]),
    row('never ends', endless.length > 0 ? [`after ${endless.join(', ')}`] : []),
    row('amplification', amplification === undefined ? [] : [`${amplification} × the attempts ${ofWhat(card)}`]),
    row('promise', promised === undefined ? [] : card.differences.length > 0 ? card.differences : ['as observed']),
  ].flat();
}

function ofWhat({ promised }: PolicyCard): string {
  return promised === undefined ? 'made' : 'promised';
}

function row(label: string, words: string[]): CardRow[] {
  return words.length === 0 ? [] : [[label, words.join('; ')]];
}

function reactionWords({ statuses, codes, transport }: PolicyCard['retries'], kind: keyof Reactions): string[] {
  return [statuses, codes, transport].map((of) => of[kind].join(', ')).filter((words) => words !== '');
}

function retryAfterWords({ retryAfter }: PolicyCard): string[] {
  const done = Map.groupBy(retryAfter, doneWords);
  return [...done].map(([does, of]) => `${does}: ${of.map(askedWords).join(', ')}`);
}
