import type { Basis } from '../model/basis.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import { noteWords } from '../report/demand-words.ts';
import type { Paint } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import { entryLines } from './entry-lines.ts';
import { certaintyOf } from './explain-words.ts';
import { playLines } from './play-lines.ts';

/** A row for somebody who has met it: what it means, what to believe and do, how sure that is, and how to see it. */
export function explainRow(provider: Provider, row: Requirement, width: number, paint: Paint): string[] {
  const { id, summary, expect, operations, judged, echo } = row;
  const note = noteWords(row);
  const entry = (label: string, text: string) => entryLines(label, text, { indent: 2, label: 8, width });
  const sure = (part: 'outcome' | 'category' | 'retry') => `(${certaintyOf(row, part).join(', ')})`;
  const told = (part: 'outcome' | 'category' | 'retry') =>
    expect && expect[part].length > 0 ? entry(part, `${expect[part].join(' or ')}  ${sure(part)}`) : [];
  const plays = judged === 'by-hand' ? [] : playLines(provider, row);
  return [
    paint('bold', id),
    ...wrap(summary, width - 2).map((line) => `  ${line}`),
    '',
    ...told('outcome'),
    ...told('category'),
    ...told('retry'),
    ...(expect ? [] : entry('how sure', sure('outcome').slice(1, -1))),
    ...(echo ? entry('repeat', 'As an answer to a repeat it means that it happened already.') : []),
    ...surface(provider, row).flatMap((text) => entry('comes as', text)),
    ...(judged === 'by-hand'
      ? entry('checked', 'By hand: no traffic can show it.')
      : entry('met by', operations.join(', ') || 'none of the operations here')),
    ...(note ? entry('settled', note) : []),
    // A command stays on its line, so that it can be copied.
    ...plays.map((play, index) => `  ${(index === 0 ? 'play' : '').padEnd(8)}  ${play}`),
  ];
}

/** What such a reply looks like: HTTP statuses, and the type or result status beside the code. */
function surface(provider: Provider, { kind, name }: Requirement): string[] {
  const word = provider.results.length > 0 ? 'result status' : 'type';
  const error = kind === 'errors' ? provider.errors.find(({ code }) => code === name) : undefined;
  if (error)
    return [`${under(error.status, error.basis.status)}${error.types ? `, ${word} ${error.types.join(' or ')}` : ''}`];
  const type = kind === 'types' || kind === 'results' ? provider[kind].find((row) => row.type === name) : undefined;
  return type ? [under(type.status, type.basis.status)] : [];
}

function under(statuses: number[], basis: Basis | undefined): string {
  return `HTTP ${statuses.join(' or ')}${basis === 'inferred' ? ' (inferred)' : ''}`;
}
