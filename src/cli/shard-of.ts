import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { parseShard, wholeRun } from '../model/shard.ts';

/** How a CI tells one of several equal jobs which one it is. */
interface System {
  /** Present where that CI is at work. */
  sign: string;
  index: string;
  total: string;
  /** What the first job's index is. */
  first: 0 | 1;
}

/** GitHub has no such variables. CI_NODE_INDEX means something else outside of GitLab: Heroku counts it from 0. */
const systems: readonly System[] = [
  { sign: 'GITLAB_CI', index: 'CI_NODE_INDEX', total: 'CI_NODE_TOTAL', first: 1 },
  { sign: 'CIRCLECI', index: 'CIRCLE_NODE_INDEX', total: 'CIRCLE_NODE_TOTAL', first: 0 },
  { sign: 'BUILDKITE', index: 'BUILDKITE_PARALLEL_JOB', total: 'BUILDKITE_PARALLEL_JOB_COUNT', first: 0 },
];

/**
 * The shard to play, `i/n`: the flag's, else that of the CI's parallel job, else the whole run.
 *
 * @throws {SadpathError} when the flag, or what the CI says, names no shard.
 */
export function shardOf(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (flag !== undefined) {
    if (parseShard(flag)) return flag;
    throw new SadpathError({
      to: `read --shard ${plain(flag, 60)}`,
      because: 'it takes i/n, two whole numbers with i from 1 to n',
      next: 'Pass --shard 2/3 for the second of three.',
    });
  }
  const system = systems.find(({ sign, index, total }) => env[sign] && env[index] && env[total]);
  return system ? shardIn(system, env) : wholeRun;
}

function shardIn({ index, total, first }: System, env: Readonly<Record<string, string | undefined>>): string {
  const [at = '', of = ''] = [env[index], env[total]];
  const shard = `${/^\d{1,6}$/.test(at) ? Number(at) + 1 - first : at}/${of}`;
  if (parseShard(shard)) return shard;
  throw new SadpathError({
    to: `read the shard from ${index}=${plain(at, 60)} and ${total}=${plain(of, 60)}`,
    because: `they should count this CI's parallel jobs from ${first}`,
    next: 'Pass --shard i/n, or --shard 1/1 for the whole run.',
  });
}
