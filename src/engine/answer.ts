import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { controlOf } from '../scenarios/control.ts';
import { clientFacts } from './client-facts.ts';
import { controlFault } from './control.ts';
import { judgeScenario } from './judge-scenario.ts';
import type { ControlResult, Question, Reply } from './messages.ts';
import { playScenario } from './play.ts';
import { resolveOperation } from './resolve-operation.ts';

/** What a child has loaded. */
export interface Loaded {
  clients: ClientDefinition[];
  /** Operations whose happy path has been played in this process, by lane: why it failed there; `undefined` where it did not. */
  warm: Map<string, string | undefined>;
  seed?: number;
  reporters?: string[];
}

/**
 * A child's side of the conversation.
 *
 * @throws {SadpathError} for a client that the config does not define, or a scenario that cannot be played.
 */
export async function answer(
  question: Exclude<Question, { ask: 'contract' }>,
  { clients, warm, ...settings }: Loaded,
  sandbox: Sandbox,
): Promise<Reply> {
  switch (question.ask) {
    case 'describe':
      return { to: 'describe', config: { ...settings, clients: clients.map(clientFacts) } };
    case 'control':
      return {
        to: 'control',
        result: await control(findClient(clients, question.client), question.operation, question.seed, sandbox),
      };
    case 'play': {
      const client = findClient(clients, question.client);
      const cold = await warmUp(client, question, warm, sandbox);
      const control = cold === undefined ? question.control : { passed: false, reason: cold };
      const { judged, clean } = await judgeScenario(sandbox, { ...question, control, client });
      return { to: 'play', judged, clean };
    }
  }
}

/**
 * What a client loads and sets up with its first call is none of a scenario's business: the happy path goes before. Gives back why it does
 * not work on the scenario's lane: a client that trusts a certificate of its own alone, for instance, reaches nobody over real sockets.
 */
async function warmUp(
  client: ClientDefinition,
  { scenario, seed, lane }: Extract<Question, { ask: 'play' }>,
  warm: Loaded['warm'],
  sandbox: Sandbox,
): Promise<string | undefined> {
  const operation = scenario.calls[0]?.operation ?? '';
  const name = JSON.stringify([client.name, operation, lane]);
  if (!warm.has(name)) {
    const { case: played } = await playScenario(sandbox, {
      client,
      scenario: controlFor(client, operation),
      lane,
      seed,
    });
    const fault = lane === 'wire' ? controlFault(played) : undefined;
    warm.set(name, fault === undefined ? undefined : `${fault} (on the wire lane)`);
  }
  return warm.get(name);
}

/** How the happy path of an operation comes out; played where every request can be seen, whatever the client's HTTP stack is. */
export async function control(
  client: ClientDefinition,
  operation: string,
  seed: number,
  sandbox: Sandbox,
): Promise<ControlResult> {
  const scenario = controlFor(client, operation);
  const { case: played, doors } = await playScenario(sandbox, { client, scenario, lane: 'msw', seed });
  const reason = controlFault(played);
  const fetchOnly = doors.size > 0 && !doors.has('socket');
  return { passed: reason === undefined, fetchOnly, ...(reason === undefined ? {} : { reason }) };
}

function controlFor(client: ClientDefinition, operation: string): Scenario {
  return controlOf(client.provider, resolveOperation(client, operation).facts);
}

/**
 * A client by its name.
 *
 * @throws {SadpathError} when the config does not define it.
 */
export function findClient(clients: ClientDefinition[], name: string): ClientDefinition {
  const client = clients.find((candidate) => candidate.name === name);
  if (client) return client;
  const known = clients.map((candidate) => candidate.name).join(', ');
  throw new SadpathError({
    to: `find the client "${name}"`,
    because: `the config defines ${known}`,
    next: 'Pass one of these.',
  });
}
