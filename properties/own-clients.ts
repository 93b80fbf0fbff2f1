import { resolve } from 'node:path';
import { run } from '../src/config/run.ts';
import type { Report } from '../src/model/report.ts';

/** The config of the repository's own clients. */
export const config = resolve(import.meta.dirname, '../sadpath.config.ts');

let played: Promise<Report> | undefined;

/** The report of the repository's own clients, with the config's seed: played once for all specs that ask for it. */
export function ownReport(): Promise<Report> {
  played ??= run({ config });
  return played;
}
