import { plain } from '../model/plain.ts';

/**
 * Text from outside as GitHub shows it, literally and on one line: no markup, HTML, link, mention or formula comes of it, in a
 * paragraph, a heading, a list or a table. At most `max` characters of it.
 */
export function markdownText(text: string, max = 400): string {
  return atStart(escaped(plain(text, max).trim()));
}

/** The same for a sentence, in which what stands between two backticks is code. */
export function markdownProse(text: string, max = 400): string {
  const parts = plain(text, max).trim().split('`');
  const paired = parts.length % 2 === 1 && parts.every((part, index) => index % 2 === 0 || part.trim() !== '');
  if (!paired) return markdownText(text, max);
  return atStart(parts.map((part, index) => (index % 2 === 0 ? escaped(part) : markdownCode(part, max))).join(''));
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]<>&|~#]/g, '\\$&')
      // GitHub links bare addresses. A colon or a full stop that is escaped begins none.
      .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
      // An escape does not keep GitHub from seeing an address or a mention at an @, nor a formula between two $.
      .replaceAll('@', '@<!-- -->')
      .replaceAll('$', '<span>$</span>')
  );
}

/** What would make a list or underline a heading where it begins a line. */
function atStart(text: string): string {
  return text.replace(/^[-+=]/, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** The same in the type of code. */
export function markdownCode(text: string, max = 400): string {
  const shown = plain(text, max).trim();
  // Code keeps a backslash, so that nothing could be escaped in it.
  if (shown !== '' && !/[`|\\]/.test(shown)) return `\`${shown}\``;
  return shown === '' ? '' : `<code>${markdownText(text, max)}</code>`;
}

/** Lines of plain text as a block of code. */
export function markdownBlock(lines: string[]): string[] {
  const ticks = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(2, ...ticks) + 1);
  return [`${fence}text`, ...lines, fence];
}

/** A table; its cells are Markdown already. */
export function markdownTable(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
