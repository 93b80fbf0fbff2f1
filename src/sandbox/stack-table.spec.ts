import type { Way } from '../../examples/stacks/way.ts';
import type { Figure } from './stack-figures.spec.ts';

/** One way to bound a call, and how it was seen to end. */
export interface Row {
  way: Way;
  nothing: Figure;
  half: Figure;
}

/** The table of docs/stacks.md. */
export function stackTable(rows: Row[]): string {
  const head = ['stack', 'bounded by', 'no reply: ends after', 'with', 'half a reply: ends after', 'with'];
  const lines = [head, head.map(() => '---'), ...rows.map(cells)];
  return `${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}

function cells({ way, nothing, half }: Row): string[] {
  return [way.stack, way.bound, when(nothing), what(nothing), when(half), what(half)];
}

function when(figure: Figure): string {
  return figure.how === 'never' ? '**never**' : figure.at.toLocaleString('en-US');
}

function what(figure: Figure): string {
  if (figure.how !== 'error') return '–';
  const { name, code, causeCode } = figure;
  const parts = [`\`${name}\``, code === undefined ? '' : `\`${code}\``];
  return `${parts.join(' ').trim()}${causeCode === undefined ? '' : `, cause \`${causeCode}\``}`;
}
