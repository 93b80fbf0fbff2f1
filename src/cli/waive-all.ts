import { writeWaivers } from '../history/waiver-file.ts';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import { wholeRun } from '../model/shard.ts';
import type { Waiver } from '../model/waiver.ts';
import type { Line } from './command.ts';
import { textFlag } from './flags.ts';
import { newWaivers } from './new-waivers.ts';

/** Long enough to mend what was found, short enough to be asked about it: 90 days. */
const waivedMs = 90 * 24 * 3_600_000;

/**
 * Whether everything that fails is to be waived.
 *
 * @throws {SadpathError} where a part of the run only would be.
 */
export function waivesAll({ flags }: Line, shard: string): boolean {
  if (!flags['write-waivers']) return false;
  if (shard === wholeRun && !flags.bail) return true;
  throw new SadpathError({
    to: 'write waivers for everything that fails',
    because: `${flags.bail ? '--bail' : `shard ${shard}`} plays a part of it only`,
    next: flags.bail ? 'Leave --bail out.' : 'Pass --shard 1/1.',
  });
}

/** Waives what a report finds, beside what was waived before, and says so in one line. */
export function waiveAll(line: Line, report: Report, file: string, before: Waiver[]): string {
  const expires = new Date(Date.now() + waivedMs).toISOString().slice(0, 10);
  writeWaivers(file, newWaivers(report, before, { owner: textFlag(line, 'owner') ?? 'nobody yet', expires }));
  return `Waived until ${expires}, in ${file}. Say there who answers for each, and why.\n`;
}
