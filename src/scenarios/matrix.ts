import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { Json } from '../model/json.ts';
import { parseTape } from '../model/parse-tape.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import type { Tape } from '../model/tape.ts';
import { atOnce } from './calls-of.ts';
import { onTrack } from './on-track.ts';
import { rowTapes } from './row-tapes.ts';
import { type Play, playsOf, type WireFact, wireId } from './wire-fact.ts';
import { requirementsFor, wireFacts } from './wire-facts.ts';

/** Every scenario of a client, and why some requirements have none. */
export interface Matrix {
  scenarios: Scenario[];
  /** By requirement id. By-hand rows are not among them. */
  unplayed: Record<string, string>;
}

/** Every documented row, and every fact of life, × every operation of the client that can meet it, in the catalogue's order. */
export function matrix({ provider, operations }: ClientFacts): Matrix {
  const scenarios: Scenario[] = [];
  const unplayed: Record<string, string> = {};
  for (const requirement of requirementsFor(provider)) {
    if (requirement.judged === 'by-hand') continue;
    const each = operations.map((operation) => ({
      main: operation.main,
      scenarios: scenariosOf(provider, requirement, operation),
    }));
    const played = (factOf(requirement)?.oncePerRequest ? firstOfEach(each) : each).flatMap(
      ({ scenarios }) => scenarios,
    );
    scenarios.push(...played);
    if (played.length === 0) unplayed[requirement.id] = whyUnplayed(requirement);
  }
  return { scenarios, unplayed };
}

interface Met {
  main: string;
  scenarios: Scenario[];
}

/** Of the client's operations that meet something, the first one behind each of the provider's. */
function firstOfEach(each: Met[]): Met[] {
  const meeting = each.filter(({ scenarios }) => scenarios.length > 0);
  return meeting.filter(({ main }, index) => meeting.findIndex((other) => other.main === main) === index);
}

function scenariosOf(provider: Provider, requirement: Requirement, operation: OperationFacts): Scenario[] {
  const fact = factOf(requirement);
  if (fact) return factScenarios(provider, requirement, operation, fact);
  const tapes =
    requirement.kind === 'rules'
      ? ruleTapes(provider, requirement, operation)
      : operation.uses
          .filter((used) => requirement.operations.includes(used))
          .flatMap((used) =>
            rowTapes(provider, requirement, {
              effect: provider.operations[used]?.effect !== undefined,
              keyed: (operation.keyHeader ?? operation.keyField) !== undefined && used === operation.main,
            }).map((tape) => onTrack(tape, used, operation)),
          );
  return tapes.flatMap((tape) =>
    surfacesOf(provider, tape).map((surface) => scenario(provider, requirement, operation, tape, surface)),
  );
}

function factScenarios(
  provider: Provider,
  requirement: Requirement,
  operation: OperationFacts,
  fact: WireFact,
): Scenario[] {
  return playsOf(fact, provider, operation).flatMap(({ tape: text, calls, ...more }) => {
    const tape = parseTape(text);
    // What optional fields are for, one call shows: with several calls it is all about whose is whose.
    if (calls) return [severalCalls(scenario(provider, requirement, operation, tape, 'full'), calls, more)];
    const told =
      Object.keys(more).length > 0 ? { group: `${requirement.id} ${operation.name} ${JSON.stringify(more)}` } : {};
    return surfacesOf(provider, tape).map((surface) => ({
      ...scenario(provider, requirement, operation, tape, surface),
      ...told,
      ...more,
    }));
  });
}

function severalCalls(one: Scenario, calls: ScenarioCall[], more: Omit<Play, 'tape' | 'calls'>): Scenario {
  return { ...one, group: `${one.group} × ${calls.length}`, calls, ...more };
}

function ruleTapes(provider: Provider, requirement: Requirement, operation: OperationFacts): Tape[] {
  const rule = provider.rules.find(({ name }) => name === requirement.name);
  return (rule?.plays ?? [])
    .filter((play) => operation.uses.includes(play.operation))
    .map((play) => onTrack(parseTape(play.tape), play.operation, operation));
}

type Surface = NonNullable<Scenario['variant']>;

/** Both surfaces where they can differ: an error in an envelope with optional fields, or a state that brings fields along. */
function surfacesOf(provider: Provider, tape: Tape): Surface[] {
  const answers = tape.flatMap(({ steps }) => steps.map(({ answer }) => answer));
  const states = Object.values(provider.journeys).map((journey) => journey.states);
  // What is spoilt at one place of a body is another thing in a body of other fields.
  if (tape.some(({ steps }) => steps.some(({ as }) => as))) return ['full'];
  const differs = answers.some(
    (answer) =>
      (answer.kind === 'error' && hasOptional(provider.envelope)) ||
      (answer.kind === 'state' && states.some((known) => known[answer.state]?.fields !== undefined)),
  );
  return differs ? ['full', 'bare'] : ['full'];
}

function hasOptional(template: Json): boolean {
  if (typeof template !== 'object' || template === null) return false;
  return Object.entries(template).some(([key, value]) => key.endsWith('?') || hasOptional(value));
}

function scenario(
  provider: Provider,
  requirement: Requirement,
  operation: OperationFacts,
  tape: Tape,
  variant: Surface,
): Scenario {
  const text = printTape(tape);
  return {
    format: 1,
    provider: provider.id,
    requirement: requirement.id,
    group: `${requirement.id} ${operation.name} ${text}`,
    calls: atOnce(operation.name, 1),
    tape: text,
    variant,
    lane: 'auto',
  };
}

function factOf({ id }: Requirement): WireFact | undefined {
  return wireFacts.find((fact) => wireId(fact) === id);
}

function whyUnplayed(requirement: Requirement): string {
  const { operations } = requirement;
  const unmet = factOf(requirement)?.unmet;
  if (unmet !== undefined) return unmet;
  if (operations.length === 0) return 'no reply of the provider shows it';
  return `the client has no operation that can meet it (${operations.join(', ')})`;
}
