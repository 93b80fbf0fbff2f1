import { control, findClient, type Loaded } from '../engine/answer.ts';
import { clientFacts } from '../engine/client-facts.ts';
import type { ControlResult, Question } from '../engine/messages.ts';
import { playQuestion } from '../engine/play-question.ts';
import type { Contract } from '../model/contract.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Interaction } from './interaction.ts';
import { startPact } from './pact-thread.ts';
import { planContract } from './plan.ts';
import { prove } from './prove.ts';
import { threadEntry } from './thread-entry.ts';
import { writeContract } from './write-contract.ts';

/**
 * A client's contract with its provider: everything that it handles of what the provider documents.
 *
 * @throws {SadpathError} when Pact is not installed, refuses something, or was asked for what it does not know.
 */
export async function contractOf(
  { client: name, seed }: Extract<Question, { ask: 'contract' }>,
  loaded: Loaded,
  sandbox: Sandbox,
): Promise<Contract> {
  const client = findClient(loaded.clients, name);
  const facts = clientFacts(client);
  const pact = startPact(threadEntry);
  const interactions: Interaction[] = [];
  const leftOut: Contract['leftOut'] = [];
  const controls = new Map<string, ControlResult>();
  try {
    for (const planned of planContract(facts)) {
      const operation = planned.scenario.calls[0]?.operation ?? '';
      const asked = { client: name, seed, lane: 'auto' as const };
      // What a client loads and sets up with its first call is none of an entry's business: the happy path goes before.
      const passed = controls.get(operation) ?? (await control(client, operation, seed, sandbox));
      controls.set(operation, passed);
      const { lane, control: how } = playQuestion(planned.scenario, passed, asked);
      const proof = await prove(sandbox, { client, lane, seed, control: how, pact, planned });
      if ('interaction' in proof) interactions.push(proof.interaction);
      else leftOut.push({ key: planned.key, reason: proof.leftOut });
    }
    return {
      client: name,
      provider: facts.provider.id,
      leftOut,
      ...writeContract(pact, name, facts.provider, interactions),
    };
  } finally {
    await pact.end();
  }
}
