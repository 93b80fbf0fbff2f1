import { median, type Player, type Round, startPlayer } from './measure.ts';
import type { Line } from './table.ts';

/** How often each contestant plays the sample in a round: about as long as the others. */
const repeats = { floor: 40, fetch: 8, msw: 1, wire: 1, 'hand-written': 1 } as const;
type Name = keyof typeof repeats;
const names: readonly Name[] = ['floor', 'fetch', 'msw', 'wire', 'hand-written'];

/** Plays the sample in turns, one round of each contestant after the other, and compares the medians. */
export async function compareLanes(rounds: number): Promise<Line[]> {
  const players = new Map<Name, Player>(names.map((name) => [name, startPlayer(name)]));
  const results = new Map<Name, Round[]>(names.map((name) => [name, []]));
  // The first round warms up: modules, connections, compiled code.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, player] of players) {
      const result = await player.round(repeats[name]);
      if (round > 0) results.get(name)?.push(result);
    }
  }
  for (const player of players.values()) player.stop();

  const perExchange = (name: Name): number => middle(results.get(name), ({ us, exchanges }) => us / exchanges);
  const perScenario = (name: Name): number => middle(results.get(name), ({ us, scenarios }) => us / scenarios);
  const line = (what: string, name: Name): Line => ({
    what,
    value: `${Math.round(perExchange(name))} µs an exchange, ${Math.round(perScenario(name))} µs a scenario`,
  });
  return [
    line('floor: the client on a stub of fetch', 'floor'),
    {
      ...line('fetch lane', 'fetch'),
      ratio: `${(perExchange('fetch') / perExchange('floor')).toFixed(1)} × the floor`,
      wanted: '≤ 3 ×',
    },
    { ...line('msw lane', 'msw'), ratio: `${(perExchange('msw') / perExchange('floor')).toFixed(0)} × the floor` },
    { ...line('wire lane', 'wire'), ratio: `${(perExchange('wire') / perExchange('floor')).toFixed(0)} × the floor` },
    {
      ...line('hand-written suite', 'hand-written'),
      ratio: `fetch lane ${(perScenario('hand-written') / perScenario('fetch')).toFixed(1)} × faster`,
      wanted: '≥ 20 ×',
    },
  ];
}

function middle(rounds: readonly Round[] = [], of: (round: Round) => number): number {
  return median(rounds.map(of));
}
