import type { Report } from '../model/report.ts';
import { type Waiver, waiverName } from '../model/waiver.ts';

/** Who answers for new waivers, and until when. */
export interface WaiverTerms {
  owner: string;
  /** The last day: `2027-01-31`. */
  expires: string;
}

const reason = 'Found when sadpath came; to be mended by then.';

/** One waiver for each check, requirement and client that a report finds broken, with those that were there before. */
export function newWaivers({ clients }: Report, before: readonly Waiver[], { owner, expires }: WaiverTerms): Waiver[] {
  const found = clients.flatMap(({ client, findings }) =>
    findings.map(({ check, requirement }): Waiver => ({ check, requirement, client, reason, owner, expires })),
  );
  const known = new Set(before.map(waiverName));
  const fresh = new Map(
    found.filter((waiver) => !known.has(waiverName(waiver))).map((waiver) => [waiverName(waiver), waiver]),
  );
  return [...before, ...fresh.values()];
}
