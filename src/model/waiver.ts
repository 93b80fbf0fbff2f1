/** A failure that is known and put up with until a day: who answers for it, and why. */
export interface Waiver {
  /** The id of the check: `retry.key`. */
  check: string;
  /** The id of the requirement: `banked/errors/internal`. */
  requirement: string;
  /** The client's name; when left out: every client. */
  client?: string;
  reason: string;
  owner: string;
  /** The last day on which it holds: `2027-01-31`. */
  expires: string;
}

/** What became of a waiver in a run. */
export interface WaiverResult extends Waiver {
  /**
   * `used`: it covered a failure. `expired`: its day is over, and the failure counts again. `stale`: nothing that it names fails any
   * more. `unplayed`: what it names was not part of the run.
   */
  state: 'used' | 'expired' | 'stale' | 'unplayed';
  /** Scenarios whose failure it covered. */
  count: number;
}

/** What a waiver covers, in words: `retry.key of banked/errors/internal (shop)`. Two that cover the same have the same. */
export function waiverName({ check, requirement, client }: Pick<Waiver, 'check' | 'requirement' | 'client'>): string {
  return `${check} of ${requirement}${client === undefined ? '' : ` (${client})`}`;
}
