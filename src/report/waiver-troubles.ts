import { plain } from '../model/plain.ts';
import { type WaiverResult, waiverName } from '../model/waiver.ts';

/** A waiver that fails the run: whose it is, and what to do about it. */
export interface WaiverTrouble {
  /** `retry.key of banked/errors/internal (shop)`. */
  what: string;
  sentence: string;
}

/** Waivers that are over or cover nothing any more, each with the sentence that says so. */
export function waiverTroubles(waivers: readonly WaiverResult[] = []): WaiverTrouble[] {
  return waivers.flatMap((waiver): WaiverTrouble[] => {
    const { expires, owner, state } = waiver;
    const what = shownName(waiver);
    if (state === 'stale') return [{ what, sentence: `The waiver for ${what} covers nothing any more. Take it out.` }];
    if (state !== 'expired') return [];
    const sentence = `The waiver for ${what} expired on ${expires}. Mend it, or ask ${plain(owner, 60)} to renew it.`;
    return [{ what, sentence }];
  });
}

/** What a waiver covers, in words that a terminal shows and does not obey. */
export function shownName({ check, requirement, client }: WaiverResult): string {
  const whose = client === undefined ? {} : { client: plain(client, 60) };
  return waiverName({ check: plain(check, 60), requirement: plain(requirement, 100), ...whose });
}
