/** What a terminal could obey or a reader could not see: controls, format and bidi marks, line separators, half characters. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text that came from outside, as one line that a terminal shows and does not obey: newlines, ANSI escapes, control
 * characters and invisible marks become `\n`, `\x1b`, `\u{202e}`; at most `max` characters, the last one `…` when cut.
 */
export function plain(text: string, max = 200): string {
  const shown = text.slice(0, max + 1).replace(unseen, spell);
  if (text.length <= max && shown.length <= max) return shown;
  // A pair must not be cut in two.
  return `${shown.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function spell(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const hex = point.toString(16);
  return named[character] ?? (point < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}
