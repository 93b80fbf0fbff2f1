import type { ClientStarted, RunEvent, RunStarted } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { isInShard, parseShard, type Shard } from '../model/shard.ts';
import type { EventLogContent } from './read-event-log.ts';

/** A log, and how the errors call it. */
export interface NamedLog extends EventLogContent {
  name: string;
}

/** The whole log of one shard. */
interface ShardLog {
  name: string;
  started: RunStarted;
  shard: Shard;
  events: RunEvent[];
}

/**
 * The events of all shards of one run, in the shards' order, out of their logs in any order. A file may hold several logs, one
 * after the other.
 *
 * @throws {SadpathError} by name: a log that is not whole, logs of different runs, a shard that is there twice or missing.
 */
export function joinLogs(files: readonly NamedLog[]): RunEvent[] {
  const logs = files.flatMap(logsIn);
  const [first, ...others] = logs;
  if (!first) throw refused('logs', 'there are none');
  for (const other of others) agree(first, other);
  const inOrder = [...logs].sort((a, b) => a.shard.part - b.shard.part);
  for (const [index, log] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before?.shard.part === log.shard.part) {
      throw refused(
        log.name,
        `it is shard ${log.started.shard}, and ${before.name} is that too`,
        'Pass each shard once.',
      );
    }
  }
  const { of } = first.shard;
  const present = new Set(logs.map(({ shard }) => shard.part));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((part) => !present.has(part));
  if (missing.length > 0) throw refused(amount(logs.length), missingText(missing, of), 'Pass the logs of all shards.');
  for (const log of logs) checkScenarios(log);
  return inOrder.flatMap(({ events }) => events);
}

function logsIn({ name, events, cutOff }: NamedLog): ShardLog[] {
  const starts = events.flatMap(({ type }, index) => (type === 'run-started' ? [index] : []));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? events.length;
    const own = events.slice(start, end);
    const isCut = cutOff !== undefined && end === events.length;
    if (isCut || own.at(-1)?.type !== 'run-ended') {
      throw refused(name, 'it ends before its run did', 'Run that shard again, to its end.');
    }
    return { name, events: own, ...shardOf(name, own[0]) };
  });
}

function shardOf(name: string, started: RunEvent | undefined): Pick<ShardLog, 'started' | 'shard'> {
  if (started?.type !== 'run-started') throw refused(name, 'it has no beginning');
  const shard = parseShard(started.shard);
  if (shard) return { started, shard };
  throw refused(name, `its first line names the shard ${plain(JSON.stringify(started.shard), 60)}, and a shard is i/n`);
}

function agree(one: ShardLog, other: ShardLog): void {
  const same = (what: string, ofOne: unknown, ofOther: unknown): void => {
    if (ofOne === ofOther) return;
    throw refused(other.name, `its ${what} is ${told(ofOther)}, and that of ${one.name} is ${told(ofOne)}`);
  };
  same('version of sadpath', one.started.tool.version, other.started.tool.version);
  same('seed', one.started.seed, other.started.seed);
  same('number of shards', one.shard.of, other.shard.of);
  const [clients, others] = [clientsOf(one), clientsOf(other)];
  same('list of clients', names(clients), names(others));
  for (const [index, client] of clients.entries()) {
    const twin = others[index];
    if (!twin) continue;
    same(`catalogue of ${plain(client.client, 60)}`, client.catalogue.sha256, twin.catalogue.sha256);
    if (JSON.stringify(client.contract) !== JSON.stringify(twin.contract)) {
      throw refused(
        other.name,
        `its contract of ${plain(client.client, 60)} is not that of ${one.name}, or was verified since`,
        'Run each shard with the same contracts and records.',
      );
    }
    if (askedOf(client) === askedOf(twin)) continue;
    throw refused(
      other.name,
      `it asks something else of ${plain(client.client, 60)} than ${one.name}`,
      'Run each shard with the same config and the same flags.',
    );
  }
  if (JSON.stringify(one.started.waivers) === JSON.stringify(other.started.waivers)) return;
  throw refused(other.name, `its waivers are not those of ${one.name}`, 'Run each shard with the same waivers.');
}

function clientsOf({ events }: ShardLog): ClientStarted[] {
  return events.filter((event) => event.type === 'client-started');
}

function names(clients: ClientStarted[]): string {
  return clients.map(({ client }) => client).join(', ');
}

function askedOf({ ofShard: _, ...asked }: ClientStarted): string {
  return JSON.stringify(asked);
}

/** A log may have lost lines in its middle, which its ending does not show. */
function checkScenarios(log: ShardLog): void {
  for (const { client, scenarios, ofShard = scenarios } of clientsOf(log)) {
    const played = new Set<number>();
    let left = 0;
    for (const event of log.events) {
      if (event.type === 'not-played' && event.client === client) {
        left += Object.values(event.scenarios).reduce((sum, count) => sum + count, 0);
      }
      if (event.type === 'scenario' && event.client === client) played.add(event.index);
    }
    const stranger = [...played].find((index) => !isInShard(log.shard, index));
    if (stranger !== undefined) {
      throw refused(log.name, `scenario ${stranger} of ${plain(client, 60)} is not in shard ${log.started.shard}`);
    }
    if (played.size + left === ofShard) continue;
    throw refused(
      log.name,
      `it has ${played.size + left} of the ${ofShard} scenarios of ${plain(client, 60)}`,
      'Pass the log as sadpath run has written it.',
    );
  }
}

function missingText(missing: number[], of: number): string {
  const shown = missing.slice(0, 5).map((part) => `${part}/${of}`);
  const more = missing.length > shown.length ? ` and ${missing.length - shown.length} more` : '';
  return missing.length === 1 ? `shard ${shown[0]} is missing` : `shards ${shown.join(', ')}${more} are missing`;
}

function told(value: unknown): string {
  return plain(String(value), 200);
}

function amount(count: number): string {
  return count === 1 ? '1 log' : `${count} logs`;
}

function refused(name: string, because: string, next = 'Merge the logs of one run.'): SadpathError {
  return new SadpathError({ to: `merge ${name}`, because, next });
}
