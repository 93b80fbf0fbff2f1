import { extname } from 'node:path';
import { wholeRun } from '../model/shard.ts';

/** The name of a file that each shard writes: `reports/events-2-of-3.ndjson`. One shard never overwrites another's, nor a whole run's. */
export function shardFile(file: string, shard: string): string {
  if (shard === wholeRun) return file;
  const end = extname(file);
  return `${file.slice(0, file.length - end.length)}-${shard.replace('/', '-of-')}${end}`;
}
