/**
 * 128 bits that stand for a text, in hexadecimal: four lanes of FNV-1a, each stirred at the end. For names and nothing else: no
 * secret hangs on it. The simulator also runs in browsers, whose own hashes answer later while it answers at once.
 */
export function digest(text: string): string {
  return lanes.map((lane) => stirred(text, lane).toString(16).padStart(8, '0')).join('');
}

const prime = 0x01000193;
/** FNV's own offset basis, and three more of no meaning. */
const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

function stirred(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}
