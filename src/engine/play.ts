import { fill } from '../catalogue/fill.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import type { Exchange, Time } from '../sandbox/play.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import { type Intent, intentOf } from './intent.ts';
import { interpret } from './interpret.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { type ResolvedOperation, resolveOperation } from './resolve-operation.ts';
import { thrownOf } from './thrown.ts';

/** What is played, to whom. */
export interface PlayOptions {
  client: ClientDefinition;
  scenario: Scenario;
  lane: 'fetch' | 'msw';
  seed: number;
  /** How the control came out; absent when this is the control. */
  control?: Case['control'];
}

/** A played scenario. */
export interface Played {
  case: Case;
  /** The doors that requests came by. */
  doors: Set<Exchange['door']>;
  /** Timers that had to be cleared after the scenario: the process may not be as clean as before. */
  leftover: number;
}

/** No client may need more: a hot loop ends here, and so does a wait. */
const limits = { requests: 10_000, virtualMs: 30 * 24 * 3_600_000 };

/**
 * Plays one scenario to one client and returns everything that a check may look at.
 *
 * @throws {SadpathError} when the scenario cannot be played at all: `create` threw, or the tape cannot be read.
 */
export async function playScenario(sandbox: Sandbox, options: PlayOptions): Promise<Played> {
  const { client, scenario, lane, seed } = options;
  const chance = `${seed} ${scenarioId(scenario)}`;
  const main = mainOperation(client, scenario);
  const calls = scenario.calls.map((call) => prepare(client, call, chance));
  let now = (): number => 0;
  const simulator = createSimulator({
    provider: main.provider,
    tape: parseTape(scenario.tape),
    main: main.facts.main,
    surface: scenario.variant ?? 'full',
    ...(scenario.journey ? { journey: scenario.journey } : {}),
    intents: [...new Map(calls.map(({ intent }) => [intent.id, intent])).values()],
    now: () => now(),
  });
  const recorder = createRecorder(simulator, () => now());

  const played = await sandbox.play({
    lane,
    chance,
    limits,
    ignore: client.ignore ?? [],
    respond: recorder.respond,
    delivered: recorder.delivered,
    aborted: recorder.aborted,
    escaped: recorder.escaped,
    body: async (time) => {
      now = time.now;
      const subject = await create(client);
      const stage: Stage = { client, subject, simulator, recorder, time };
      await playCalls(stage, calls);
      const follow = followUp(calls, simulator);
      if (follow) {
        simulator.endTape();
        calls.push(follow);
        await playCall(stage, follow);
      }
      await client.dispose?.(subject);
    },
  });
  recorder.happened(simulator.commitLate());

  const rows = Object.fromEntries(requirementsOf(main.provider).map((row) => [row.id, row]));
  const requirement = rows[scenario.requirement];
  return {
    doors: recorder.doors,
    leftover: played.leftover,
    case: {
      scenario,
      ...(requirement ? { requirement } : {}),
      operation: main.facts,
      ...(main.promise === undefined ? {} : { promise: main.promise }),
      tells: client.tells ?? ['outcome', 'category', 'code'],
      calls: calls.map(({ call }) => call),
      trace: recorder.trace,
      ledger: simulator.ledger(),
      ending: played.ending,
      ...(options.control ? { control: options.control } : {}),
      siblings: [],
      rows,
    },
  };
}

/** A call on its way: the data that the case will hold, and what is needed to make it. */
interface PreparedCall {
  call: PlayedCall;
  start: ScenarioCall['start'];
  intent: Intent;
  operation: ResolvedOperation;
}

/** What every call of a scenario shares. */
interface Stage {
  client: ClientDefinition;
  subject: unknown;
  simulator: Simulator;
  recorder: Recorder;
  time: Time;
}

function mainOperation(client: ClientDefinition, { calls }: Scenario): ResolvedOperation {
  const first = calls[0];
  if (first) return resolveOperation(client, first.operation);
  throw new SadpathError({ to: 'play a scenario', because: 'it has no calls', next: 'Give it one.' });
}

function prepare(client: ClientDefinition, scenario: ScenarioCall, chance: string): PreparedCall {
  const intent = intentOf(chance, scenario.intent);
  return {
    start: scenario.start,
    intent,
    operation: resolveOperation(client, scenario.operation),
    call: {
      id: scenario.id,
      operation: scenario.operation,
      intent: scenario.intent,
      input: {},
      idempotencyKey: intent.key,
      at: 0,
      how: 'never',
    },
  };
}

async function create(client: ClientDefinition): Promise<unknown> {
  try {
    return await client.create({
      baseUrl: client.origin ?? client.provider.origin,
      credentials: { ...client.provider.credentials },
    });
  } catch (error) {
    const { name, message } = thrownOf(error);
    throw new SadpathError({
      to: `create the client ${client.name}`,
      because: `create threw ${name}: ${message}`,
      cause: error,
    });
  }
}

async function playCalls(stage: Stage, calls: PreparedCall[]): Promise<void> {
  const running: Promise<void>[] = [];
  for (const call of calls) {
    if (call.start === 'after') await Promise.all(running);
    if (typeof call.start === 'number') await stage.time.sleep(Math.max(0, call.start - stage.time.now()));
    running.push(playCall(stage, call));
  }
  await Promise.all(running);
}

async function playCall({ client, subject, simulator, recorder, time }: Stage, prepared: PreparedCall): Promise<void> {
  const { call, intent, operation } = prepared;
  call.input = inputOf(operation, intent, simulator);
  call.at = time.now();
  recorder.trace.push({ event: 'called', at: call.at, call: call.id, operation: call.operation });
  recorder.opened(call.id, call.intent);
  const { how, result } = await time.withCall(call.id, () => settle(operation, subject, call));
  recorder.settled(call.id);
  recorder.happened(simulator.commitLate());
  const { belief, fault } = interpret(client, { operation: call.operation, ...result });
  const at = time.now();
  call.settledAt = at;
  call.how = how;
  if (belief) call.belief = belief;
  if (fault !== undefined) call.interpretFault = fault;
  if (how === 'error') call.thrown = thrownOf(result.error);
  recorder.trace.push({
    event: 'settled',
    at,
    call: call.id,
    how,
    ...(belief ? { belief } : {}),
    ...(call.thrown ? { thrown: call.thrown } : {}),
  });
}

interface Settled {
  how: 'value' | 'error';
  result: { threw: boolean; value: unknown; error: unknown };
}

async function settle(operation: ResolvedOperation, subject: unknown, call: PlayedCall): Promise<Settled> {
  try {
    const context = { input: structuredClone(call.input), idempotencyKey: call.idempotencyKey };
    return { how: 'value', result: { threw: false, value: await operation.call(subject, context), error: undefined } };
  } catch (error) {
    return { how: 'error', result: { threw: true, value: undefined, error } };
  }
}

function inputOf(operation: ResolvedOperation, intent: Intent, simulator: Simulator): JsonObject {
  const resource = simulator.given(operation.facts.main, intent.id);
  const holes: JsonObject = { marker: intent.marker, ...(resource === undefined ? {} : { resource }) };
  const input = fill(operation.input, holes);
  if (isJsonObject(input)) return input;
  throw new SadpathError({ to: `make the input of ${operation.facts.name}`, because: 'its template is not an object' });
}

/**
 * The engine plays the caller: told "make the same call again", it does, with the same input and key.
 * Needed only where an effect exists: without one, a second call is just the first.
 */
function followUp(calls: PreparedCall[], simulator: Simulator): PreparedCall | undefined {
  const [main] = calls;
  if (main?.call.belief?.outcome !== 'retryable' || main.operation.facts.effect === undefined) return undefined;
  if (!simulator.ledger().some(({ intent }) => intent === main.call.intent)) return undefined;
  const { belief, thrown, settledAt, interpretFault, ...again } = main.call;
  return { ...main, start: 'after', call: { ...again, id: 'follow-up', how: 'never' } };
}
