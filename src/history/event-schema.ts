import * as v from 'valibot';
import { type Effect, effectStates } from '../model/case.ts';
import type {
  ClientStarted,
  ControlPlayed,
  Evidence,
  NotPlayed,
  RunEnded,
  RunEvent,
  RunStarted,
  ScenarioJudged,
} from '../model/event.ts';
import { effectKinds } from '../model/provider.ts';
import { contractSchema } from './contract-schema.ts';
import { demandEntries } from './demand-schema.ts';
import type { Entries } from './entries.ts';
import { observationSchema, termsSchema } from './observation-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { beliefSchema, moment, traceEventSchema } from './trace-schema.ts';
import { waiverSchema } from './waiver-schema.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The library's record passes over keys that could reach a prototype, without a look at their values: refused first. */
function dictionary<T extends v.GenericSchema>(item: T) {
  const safe = v.custom<Record<string, v.InferInput<T>>>(
    (value) => !['__proto__', 'prototype', 'constructor'].some((key) => Object.hasOwn(Object(value), key)),
    'expected other keys than __proto__, prototype and constructor',
  );
  return v.pipe(safe, v.record(v.string(), item));
}

const runStarted = v.strictObject({
  type: v.literal('run-started'),
  format: v.literal(1),
  tool: v.strictObject({ name: v.literal('sadpath'), version: text } satisfies Entries<RunStarted['tool']>),
  seed: v.number(),
  shard: text,
  startedAt: text,
  node: text,
  waivers: v.exactOptional(v.array(waiverSchema)),
} satisfies Entries<RunStarted>);

const clientStarted = v.strictObject({
  type: v.literal('client-started'),
  client: text,
  provider: text,
  catalogue: v.strictObject({ title: text, document: text, revision: text, sha256: text } satisfies Entries<
    ClientStarted['catalogue']
  >),
  contract: v.exactOptional(contractSchema),
  requirements: v.array(
    v.strictObject({
      id: text,
      judged: v.picklist(['traffic', 'by-hand']),
      summary: text,
      ...demandEntries,
    } satisfies Entries<ClientStarted['requirements'][number]>),
  ),
  unplayed: dictionary(text),
  scenarios: count,
  ofShard: v.exactOptional(count),
  operations: v.exactOptional(dictionary(termsSchema)),
} satisfies Entries<ClientStarted>);

const control = v.strictObject({
  type: v.literal('control'),
  client: text,
  operation: text,
  lane: text,
  passed: v.boolean(),
  reason: v.exactOptional(text),
} satisfies Entries<ControlPlayed>);

const verdict = v.variant('verdict', [
  v.strictObject({ verdict: v.literal('pass') }),
  v.strictObject({ verdict: v.literal('fail'), severity: v.picklist(['must', 'should']), message: text }),
  v.strictObject({ verdict: v.picklist(['inconclusive', 'not-applicable', 'waived']), reason: text }),
]);

const effect = v.strictObject({
  at: moment,
  kind: v.picklist(effectKinds),
  resource: text,
  intent: v.exactOptional(text),
  exchange: count,
  state: v.picklist(effectStates),
} satisfies Entries<Effect>);

const evidence = v.strictObject({
  belief: v.exactOptional(beliefSchema),
  ledger: v.array(effect),
  timeline: v.array(traceEventSchema),
  other: v.exactOptional(v.array(traceEventSchema)),
} satisfies Entries<Evidence>);

const scenario = v.strictObject({
  type: v.literal('scenario'),
  client: text,
  index: count,
  id: text,
  scenario: scenarioSchema,
  from: v.exactOptional(text),
  operation: text,
  verdicts: dictionary(verdict),
  belief: v.exactOptional(beliefSchema),
  // -1: its operation has no effect to count.
  effects: v.exactOptional(count),
  observed: v.exactOptional(observationSchema),
  evidence: v.exactOptional(evidence),
} satisfies Entries<ScenarioJudged>);

const notPlayed = v.strictObject({
  type: v.literal('not-played'),
  client: text,
  reason: text,
  scenarios: dictionary(count),
} satisfies Entries<NotPlayed>);

const runEnded = v.strictObject({
  type: v.literal('run-ended'),
  endedAt: text,
  elapsedMs: v.pipe(v.number(), v.minValue(0)),
} satisfies Entries<RunEnded>);

/** One line of an event log, format 1. Unknown keys are refused. */
export const runEventSchema = v.variant('type', [
  runStarted,
  clientStarted,
  control,
  scenario,
  notPlayed,
  runEnded,
]) satisfies v.GenericSchema<unknown, RunEvent>;
