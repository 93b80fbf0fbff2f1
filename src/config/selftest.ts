import { describeConfig } from '../engine/describe.ts';
import { openPool } from '../engine/pool.ts';
import { sourceOrBuilt } from '../engine/source-or-built.ts';
import { fixtures as all } from '../fixtures/all.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import { workerOptions } from './run.ts';
import { type Played, playFixture } from './selftest-play.ts';
import { resultOf, type SelftestResult } from './selftest-result.ts';

/** What is played, and how. Everything may be left out. */
export interface SelftestOptions {
  /** When left out: all that come with sadpath. Only those can be played, but it may be said of one what is not so. */
  fixtures?: readonly Fixture[];
  /** Child processes at once. When left out: 2. */
  workers?: number;
}

const config = sourceOrBuilt(import.meta.url, 'selftest-config');

/**
 * Plays known clients, and tells whether the checks can tell the sound from the bad.
 *
 * @throws {SadpathError} when the fixtures cannot be loaded.
 */
export async function selftest({ fixtures = all, workers = 2 }: SelftestOptions = {}): Promise<SelftestResult> {
  const pool = openPool(workerOptions(config), workers);
  try {
    const { clients } = await describeConfig(config, pool);
    const facts = new Map(clients.map((client) => [client.client, client]));
    const play = async (fixture: Fixture): Promise<[Fixture, Played[]]> => {
      const client = facts.get(fixture.name);
      return [fixture, client ? await playFixture(pool, fixture, client, shownTo(fixture, fixtures)) : []];
    };
    return resultOf(new Map(await Promise.all(fixtures.map(play))));
  } finally {
    pool.close();
  }
}

/** A sound client is played everything that shows one of the others to be bad. */
function shownTo({ check, provider, shownBy }: Fixture, fixtures: readonly Fixture[]): string[] {
  if (check !== undefined) return shownBy;
  return fixtures.filter((other) => other.provider === provider).flatMap((other) => other.shownBy);
}
