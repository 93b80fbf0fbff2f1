import type { WaiverResult } from '../model/waiver.ts';
import { markdownText } from './markdown-text.ts';
import { shownName, waiverTroubles } from './waiver-troubles.ts';

/** The waivers of a run as a section: what is put up with, until when and by whom, and what is wrong with the others. */
export function markdownWaivers(waivers: readonly WaiverResult[] = []): string[] {
  if (waivers.length === 0) return [];
  const used = waivers.filter(({ state }) => state === 'used');
  return [
    '## Waivers',
    '',
    ...waiverTroubles(waivers).map(({ sentence }) => `- **${markdownText(sentence, 400)}**`),
    ...used.map((waiver) => {
      const { owner, expires, reason } = waiver;
      return `- ${markdownText(shownName(waiver), 300)}: until ${expires}, by ${markdownText(owner)}: ${markdownText(reason, 400)}`;
    }),
    '',
  ];
}
