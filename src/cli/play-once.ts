import { workerOptions } from '../config/run.ts';
import { chooseLane } from '../engine/choose-lane.ts';
import type { Judged } from '../engine/judge-scenario.ts';
import type { ConfigFacts } from '../engine/messages.ts';
import { startWorker } from '../engine/worker.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';

/** What a person asks to see once. */
export interface LonePlay {
  /** The config's absolute path. */
  config: string;
  client: string;
  scenario: Scenario;
  seed: number;
  lane: LaneChoice;
}

/**
 * Plays one scenario in a child of its own, its control before it, and keeps the evidence whatever comes out.
 *
 * @throws {SadpathError} when it cannot be played.
 */
export async function playOnce({ config, client, scenario, seed, lane }: LonePlay): Promise<Judged> {
  const operation = scenario.calls[0]?.operation ?? '';
  const asked = { client, seed };
  const control = await askOnce(config, { ask: 'control', ...asked, operation });
  if (control.to !== 'control') throw unplayable(operation, client);
  const { fetchOnly, passed, reason } = control.result;
  const played = await askOnce(config, {
    ask: 'play',
    ...asked,
    scenario,
    lane: lane === 'auto' ? chooseLane(scenario, fetchOnly) : lane,
    control: { passed, ...(reason === undefined ? {} : { reason }) },
    keepEvidence: true,
  });
  if (played.to !== 'play') throw unplayable(operation, client);
  return played.judged;
}

type Worker = ReturnType<typeof startWorker>;

async function askOnce(config: string, question: Parameters<Worker['ask']>[0]): ReturnType<Worker['ask']> {
  const worker = startWorker(workerOptions(config));
  try {
    const reply = await worker.ask(question);
    if (reply.to !== 'failed') return reply;
    if (reply.usage) throw new SadpathError({ line: reply.message });
    throw new SadpathError({ to: `ask a child process to ${question.ask}`, because: reply.message });
  } finally {
    worker.stop();
  }
}

function unplayable(operation: string, client: string): SadpathError {
  return new SadpathError({
    to: `play ${operation} of ${client}`,
    because: 'the child process answered another question',
  });
}

/**
 * The client that is named, or the first that has the operation.
 *
 * @throws {SadpathError} when none fits.
 */
export function chooseClient({ clients }: ConfigFacts, operation: string, named: string | undefined): ClientFacts {
  const has = ({ operations }: ClientFacts): boolean => operations.some(({ name }) => name === operation);
  const candidates = clients.filter(({ client }) => named === undefined || client === named);
  const found = candidates.find(has);
  if (found) return found;
  const known = candidates.flatMap(({ client, operations }) => operations.map(({ name }) => `${client}: ${name}`));
  throw new SadpathError({
    to: `find the operation "${operation}"${named === undefined ? '' : ` of ${named}`}`,
    because: known.length === 0 ? 'there is no client of that name' : `there are ${known.join(', ')}`,
  });
}
