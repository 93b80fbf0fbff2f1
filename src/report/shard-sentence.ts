import { plain } from '../model/plain.ts';
import type { Report } from '../model/report.ts';
import { counted, grouped } from './amount.ts';

/** That a report is about a part of its run only, and how much: `shard 2/3: 612 of 1,830 scenarios`. None for a whole run. */
export function shardSentence({ shard }: Pick<Report, 'shard'>): string | undefined {
  if (shard === undefined) return undefined;
  return `shard ${plain(shard.shard, 60)}: ${grouped(shard.scenarios)} of ${counted(shard.of, 'scenario')}`;
}
