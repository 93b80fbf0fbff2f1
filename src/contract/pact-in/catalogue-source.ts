import { plainJson } from '../../catalogue/plain-json.ts';
import type { Json } from '../../model/json.ts';
import { plain } from '../../model/plain.ts';
import { sourceOf } from '../../model/source-of.ts';
import type { Place } from './body-leaves.ts';
import type { Remark } from './remark.ts';

/** What a generated catalogue is written of. */
export interface CatalogueModule {
  /** What it is and where it comes from: comments at the top, a line each. */
  header: readonly string[];
  /** Lines of imports. */
  imports: readonly string[];
  /** The name of the constant. */
  name: string;
  /** What makes it of the data: `defineProvider(`, `extend(banked, `. */
  call: string;
  data: unknown;
  remarks: readonly Remark[];
}

/** Lines are no longer, where they can be broken. */
const width = 120;

/**
 * The source of a catalogue as a module in TypeScript, which is one in JavaScript too. Nothing of a pact leads out of its literal or comment.
 *
 * @throws {Refused} for data that is no plain JSON.
 */
export function catalogueSource({ header, imports, name, call, data, remarks }: CatalogueModule): string {
  const json = plainJson(data);
  const head = header.map((line) => `${commentOf(line, '')}\n`).join('');
  return `${head}${imports.join('\n')}\n\nexport const ${name} = ${call}${printed(json, [], '', remarks, 0)});\n`;
}

/** A value over as many lines as it takes. `used`: how much of its first line is taken. */
function printed(value: Json, place: Place, indent: string, remarks: readonly Remark[], used: number): string {
  const isSpoken = remarks.some((remark) => isBelow(remark.place, place));
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isLeaf) return inlineOf(value);
  const isTop = place.length === 0;
  if (!isSpoken && !isTop && used + indent.length + inlineOf(value).length < width) return inlineOf(value);
  const deeper = `${indent}  `;
  const lines = Object.entries(value).map(([key, inner]) => {
    const at = [...place, Array.isArray(value) ? Number(key) : key];
    const comments = remarks
      .filter((remark) => isSame(remark.place, at))
      .map(({ text }) => `${commentOf(text, deeper)}\n`)
      .join('');
    const name = Array.isArray(value) ? '' : `${keyOf(key)}: `;
    return `${comments}${deeper}${name}${printed(inner, at, deeper, remarks, name.length)},\n`;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join('')}${indent}${close}`;
}

/** As `sourceOf`, with keys as people write them. */
function inlineOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inlineOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return sourceOf(value);
  const entries = Object.entries(value).map(([key, inner]) => `${keyOf(key)}: ${inlineOf(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A key; the one that would be the prototype is no plain JSON. */
function keyOf(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : sourceOf(key);
}

/** One line, which nothing ends before its end. */
function commentOf(text: string, indent: string): string {
  return `${indent}// ${plain(text, 300)}`.trimEnd();
}

function isSame(place: Place, other: Place): boolean {
  return place.length === other.length && place.every((key, at) => key === other[at]);
}

function isBelow(place: Place, above: Place): boolean {
  return place.length > above.length && above.every((key, at) => key === place[at]);
}
