import { wrap } from '../report/wrap.ts';

/** Where the two columns of an entry stand. */
export interface Columns {
  /** Spaces before the label. */
  indent: number;
  /** Characters of the label's column, the gap not counted. */
  label: number;
  /** Characters of a whole line. */
  width: number;
}

const gap = 2;

/** A label and its text beside it, wrapped within its own column. A label that is too long for its column has a line of its own. */
export function entryLines(label: string, text: string, { indent, label: column, width }: Columns): string[] {
  const start = indent + column + gap;
  const lines = text === '' ? [] : wrap(text, width - start).map((line) => `${' '.repeat(start)}${line}`);
  const head = `${' '.repeat(indent)}${label}`;
  const [first, ...rest] = lines;
  if (first === undefined || label.length > column) return [head, ...lines];
  return [`${head.padEnd(start)}${first.trimStart()}`, ...rest].map((line) => line.trimEnd());
}
