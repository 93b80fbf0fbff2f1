import { isDeepStrictEqual } from 'node:util';
import type { ClientStarted, ControlPlayed, RunEvent, RunStarted, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';

/** What an interrupted run has left. */
export interface EarlierRun {
  /** The verdict on a scenario that it has judged already. */
  judged(client: string, index: number, id: string): ScenarioJudged | undefined;
  /**
   * Whether an event stands in its log already.
   *
   * @throws {SadpathError} where the run that goes on is another one: another version, seed, shard, catalogue or choice.
   */
  holds(event: RunEvent): boolean;
}

/** Reads what a run was, and what it has judged, from the events of its log. */
export function earlierRun(events: readonly RunEvent[]): EarlierRun {
  const scenarios = new Map(
    events.flatMap((event) => (event.type === 'scenario' ? [[keyOf(event.client, event.index), event] as const] : [])),
  );
  const judged: EarlierRun['judged'] = (client, index, id) => {
    const known = scenarios.get(keyOf(client, index));
    return known?.id === id || known?.from === id ? known : undefined;
  };

  return {
    judged,
    holds(event) {
      switch (event.type) {
        case 'run-started': {
          const first = events[0];
          if (first?.type === 'run-started') agree(first, event);
          return true;
        }
        case 'client-started': {
          const known = events.find((one) => one.type === 'client-started' && one.client === event.client);
          if (known?.type === 'client-started') agreeOn(known, event);
          return known !== undefined;
        }
        case 'control':
          return events.some((known) => isControlOf(known, event));
        case 'scenario':
          return judged(event.client, event.index, event.from ?? event.id) !== undefined;
        case 'not-played':
          return events.some((known) => known.type === 'not-played' && known.client === event.client);
        case 'run-ended':
          return events.some(({ type }) => type === 'run-ended');
      }
    },
  };
}

function keyOf(client: string, index: number): string {
  return JSON.stringify([client, index]);
}

function isControlOf(known: RunEvent, { client, operation }: ControlPlayed): boolean {
  return known.type === 'control' && known.client === client && known.operation === operation;
}

function agree(earlier: RunStarted, now: RunStarted): void {
  const differs = (what: string, before: unknown, after: unknown): void => {
    if (!isDeepStrictEqual(before, after))
      throw otherRun(
        `its ${what} is ${plain(String(before), 60)}, and that of this one is ${plain(String(after), 60)}`,
      );
  };
  differs('version of sadpath', earlier.tool.version, now.tool.version);
  differs('seed', earlier.seed, now.seed);
  differs('shard', earlier.shard, now.shard);
  if (!isDeepStrictEqual(earlier.waivers, now.waivers)) throw otherRun('its waivers are others');
}

function agreeOn(earlier: ClientStarted, now: ClientStarted): void {
  const client = plain(now.client, 60);
  if (!isDeepStrictEqual(earlier.contract, now.contract)) {
    throw otherRun(`the contract of ${client} is another, or was verified since`, 'Run without --resume.');
  }
  if (!isDeepStrictEqual(earlier, now)) throw otherRun(`it asks something else of ${client}`);
}

function otherRun(because: string, next = 'Pass the flags of that run, or run without --resume.'): SadpathError {
  return new SadpathError({ to: 'resume the run of the log', because, next });
}
