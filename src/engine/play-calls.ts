import { fill } from '../catalogue/fill.ts';
import type { Leak, PlayedCall } from '../model/case.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import type { ScenarioCall } from '../model/scenario.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { CredentialStore } from './credential-store.ts';
import type { OutgoingEvent } from './event-of.ts';
import { type Intent, intentOf } from './intent.ts';
import { interpret } from './interpret.ts';
import { leaksOf } from './leaks.ts';
import type { Printed } from './printed.ts';
import { type ResolvedOperation, resolveOperation } from './resolve-operation.ts';
import { type Restartable, restart } from './restart.ts';
import type { StandIn } from './stand-in.ts';
import { thrownOf } from './thrown.ts';

/** A call on its way: the data that the case will hold, and what is needed to make it. */
export interface PreparedCall {
  call: PlayedCall;
  start: ScenarioCall['start'];
  endsTape: boolean;
  restarts: boolean;
  intent: Intent;
  operation: ResolvedOperation;
}

/** What every call of a scenario shares. */
export interface Stage extends Restartable {
  client: ClientDefinition;
  /** With the client's own overrides applied. */
  provider: Provider;
  simulator: Simulator;
  /** Filled by the calls. */
  leaks: Leak[];
  printed: Printed;
  credentials: CredentialStore;
  /** The events that the client was sent, by their names in the scenario: the last delivery of each. */
  sent: Map<string, OutgoingEvent>;
  /** Makes the prototype of all objects what it was before. */
  cleanse(): void;
  /** Who speaks in the provider's place, if anybody does. */
  standIn?: StandIn;
}

/** Prepares one call of a scenario. Chance decides its marker and key. */
export function prepareCall(client: ClientDefinition, scenario: ScenarioCall, chance: string): PreparedCall {
  const intent = intentOf(chance, scenario.intent);
  return {
    start: scenario.start,
    endsTape: scenario.endsTape === true,
    restarts: scenario.restarts === true,
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

/** Makes the calls, each when its turn has come, and waits until all have settled. */
export async function playCalls(stage: Stage, calls: PreparedCall[]): Promise<void> {
  const running: Promise<void>[] = [];
  for (const call of calls) {
    if (call.start === 'after') await Promise.all(running);
    if (typeof call.start === 'number') await stage.time.sleep(Math.max(0, call.start - stage.time.now()));
    if (call.restarts) await restart(stage, call.call);
    if (call.endsTape) stage.simulator.endTape();
    running.push(playCall(stage, call));
  }
  await Promise.all(running);
}

/** Makes one call, and tells in the trace and in the call itself how it came out. */
export async function playCall(stage: Stage, prepared: PreparedCall): Promise<void> {
  const { client, subject, simulator, recorder, time } = stage;
  const { call, intent, operation } = prepared;
  call.input = inputOf(operation, intent, simulator);
  call.at = time.now();
  recorder.trace.push({ event: 'called', at: call.at, call: call.id, operation: call.operation });
  recorder.opened(call.id, call.intent);
  const settled = await unlessKilled(
    stage,
    time.withCall(call.id, () => settle(operation, subject, call)),
  );
  stage.cleanse();
  // What a call says because its connection was cleared away after the end, it would never have said.
  if (recorder.closed()) return;
  recorder.settled(call.id);
  const { how, result } = settled ?? { how: 'never', result: silence };
  stage.leaks.push(
    ...leaksOf(stage.credentials.secrets(), { call: call.id, ...result, printed: stage.printed.take() }),
  );
  recorder.happened(simulator.commitLate());
  if (how === 'never') {
    call.killedAt = time.now();
    return;
  }
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

/** Of a call that was killed its caller hears nothing. */
const silence: Settled['result'] = { threw: false, value: undefined, error: undefined };

/** How a call settled; `undefined` where the client is killed before. */
async function unlessKilled(stage: Stage, settled: Promise<Settled>): Promise<Settled | undefined> {
  const { killed } = stage;
  if (!killed) return settled;
  const first = await Promise.race([settled, killed.promise]);
  return stage.killed === killed && first ? first : undefined;
}

async function settle(operation: ResolvedOperation, subject: never, call: PlayedCall): Promise<Settled> {
  try {
    const context = {
      input: structuredClone(call.input),
      get idempotencyKey() {
        call.tookKey = true;
        return call.idempotencyKey;
      },
    };
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
 * The engine plays the caller: told "make the same call again", it does, with the same input and key, once for each intent.
 * Needed only where an effect exists: without one, a second call is just the first.
 */
export function followUps(calls: readonly PreparedCall[], simulator: Simulator): PreparedCall[] {
  const made = new Set(simulator.ledger().map(({ intent }) => intent));
  const told = calls.filter(
    ({ call, operation }) =>
      call.belief?.outcome === 'retryable' && operation.facts.effect !== undefined && made.has(call.intent),
  );
  const once = [...new Map(told.toReversed().map((one) => [one.call.intent, one])).values()].reverse();
  return once.map((one, index) => {
    const { belief, thrown, settledAt, interpretFault, ...again } = one.call;
    const id = index === 0 ? 'follow-up' : `follow-up-${index + 1}`;
    return { ...one, start: 'after', endsTape: true, restarts: false, call: { ...again, id, how: 'never' } };
  });
}
