import { plain } from '../model/plain.ts';
import type { Report } from '../model/report.ts';
import { cardRows } from '../policy/card-rows.ts';
import { counted } from './amount.ts';
import { ansiPaint, noPaint, type Paint } from './paint.ts';
import { shardSentence } from './shard-sentence.ts';
import { wrap } from './wrap.ts';

/** How the cards look. */
export interface PolicyTextOptions {
  /** Whether to paint; NO_COLOR and the kind of stream are the caller's business. */
  color: boolean;
  /** Characters a line. When left out: 100. */
  width?: number;
}

const label = 22;

/** The observed retry policy of each operation of each client, for a terminal or a file. Ends with a newline. */
export function renderPolicy(report: Report, { color, width = 100 }: PolicyTextOptions): string {
  const paint = color ? ansiPaint : noPaint;
  const shard = shardSentence(report);
  const cards = report.clients.flatMap(({ client, policy }) =>
    Object.entries(policy).flatMap(([operation, card]) => [
      `${paint('bold', plain(`${client} · ${operation}`, 120))} (${counted(card.probes, 'probe')})`,
      ...cardRows(card).flatMap(([name, words]) => rowLines(name, words, width, paint)),
      '',
    ]),
  );
  return [
    ...(shard === undefined ? [] : [`This is ${shard}.`, '']),
    ...(cards.length === 0 ? ['No operation was seen to fail: there is no retry policy to tell of.', ''] : cards),
  ].join('\n');
}

function rowLines(name: string, words: string, width: number, paint: Paint): string[] {
  const [first = '', ...rest] = wrap(plain(words, 2000), width - label - 2);
  return [`  ${paint('dim', name.padEnd(label))}${first}`, ...rest.map((line) => `  ${' '.repeat(label)}${line}`)];
}
