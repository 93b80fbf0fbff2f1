import type { Mutant } from './read.ts';

/** So much of what is replaced, or of what replaces it, is enough to know it by. */
const longest = 80;

/**
 * A mutant in one line without a line number, which the next change would make untrue: the lines of the source in which it stands, what is
 * replaced and by what between angle brackets: `if (⟨took > cap → true⟩) return pass;`.
 */
export function mutantLine(source: string, { location: { start, end }, replacement }: Mutant): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const before = lines[0]?.slice(0, start.column - 1) ?? '';
  const after = lines.at(-1)?.slice(end.column - 1) ?? '';
  const original = lines.join('\n').slice(before.length, after.length === 0 ? undefined : -after.length);
  return `${before.trimStart()}⟨${short(original)} → ${short(replacement)}⟩${after}`.trim();
}

function short(code: string): string {
  const flat = code.replace(/\s+/g, ' ');
  return flat.length <= longest ? flat : `${flat.slice(0, longest / 2)} … ${flat.slice(-longest / 2)}`;
}
