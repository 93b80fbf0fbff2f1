import type { Judged } from '../engine/judge-scenario.ts';
import type { ConfigFacts, Reply } from '../engine/messages.ts';
import { playQuestion } from '../engine/play-question.ts';
import type { Slot } from '../engine/slot.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';

/** What a person asks to see once. */
export interface LonePlay {
  client: string;
  scenario: Scenario;
  seed: number;
  lane: LaneChoice;
}

/**
 * Plays one scenario, its control before it, and keeps the evidence whatever comes out.
 *
 * @throws {SadpathError} when it cannot be played.
 */
export async function playOnce({ ask }: Slot, { client, scenario, seed, lane }: LonePlay): Promise<Judged> {
  const operation = scenario.calls[0]?.operation ?? '';
  const asked = { client, seed };
  const control = await ask({ ask: 'control', ...asked, operation });
  if (control.to === 'failed') throw unanswered(control);
  const question = playQuestion(scenario, control.result, { ...asked, lane, keepEvidence: true });
  const played = await ask(question);
  if (played.to === 'failed') throw unanswered(played);
  return played.judged;
}

/** A child that could not answer has said why: a mistake of the user's in whole words already. */
function unanswered({ message, usage }: Extract<Reply, { to: 'failed' }>): SadpathError {
  return usage
    ? new SadpathError({ line: message })
    : new SadpathError({ to: 'play in a child process', because: message });
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
