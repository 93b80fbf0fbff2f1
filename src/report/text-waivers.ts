import type { WaiverResult } from '../model/waiver.ts';
import { counted } from './amount.ts';
import type { TextStyle } from './text-findings.ts';
import { waiverTroubles } from './waiver-troubles.ts';
import { wrap } from './wrap.ts';

/** What became of the waivers: those that are no good any more by name, the others counted. */
export function waiverLines(waivers: readonly WaiverResult[], { paint, width }: TextStyle): string[] {
  const used = waivers.filter(({ state }) => state === 'used').length;
  const over = waiverTroubles(waivers);
  return [
    ...(used > 0 ? [paint('dim', `${counted(used, 'waiver')} in use.`)] : []),
    ...over.flatMap(({ sentence }) => wrap(sentence, width)).map((line) => paint('red', line)),
  ];
}
