import { requirementsOf } from '../catalogue/requirements.ts';
import type { OperationFacts } from '../model/case.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider } from '../model/provider.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import { atOnce, callsOf } from '../scenarios/calls-of.ts';
import { onTrack } from '../scenarios/on-track.ts';
import { type ProviderState, tapeOf, tapeOfRow } from './provider-state.ts';

/** One entry that a contract should have, and the scenario in which the client meets it. */
export interface Planned {
  /** Unique in a contract; the requirement's id comes first where there is one. */
  key: string;
  state: ProviderState;
  comment: string;
  /** The provider's operation that it is about; absent for an event. */
  operation?: string;
  /** Whether the reply is an error's. */
  error: boolean;
  /** Which of the operation's exchanges it is, and which of the calls. From 1. */
  time: number;
  scenario: Scenario;
}

/**
 * What a client's contract should have: each documented error × each operation that it can meet, the success of each operation, what a
 * reading shows in each state, and an event for each state that events tell. In the catalogue's order.
 */
export function planContract({ provider, operations }: ClientFacts): Planned[] {
  const asked = Object.keys(provider.operations).flatMap((name) => {
    const through = operations.find(({ main }) => main === name) ?? operations.find(({ uses }) => uses.includes(name));
    return through ? [{ name, through }] : [];
  });
  const http = asked.flatMap((each) => [
    ...successesOf(provider, each),
    ...requirementsOf(provider).flatMap((row): Planned[] => {
      const tape = row.kind === 'states' ? undefined : tapeOfRow(provider, row, each.name);
      const state = { name: 'a documented reply' as const, params: { operation: each.name, requirement: row.id } };
      return tape ? [planned(provider, each, { key: row.id, state, comment: row.summary, requirement: row.id })] : [];
    }),
  ]);
  return [...http, ...eventsOf(provider, operations)];
}

/** An operation of the provider, and the client's own by which it is asked. */
interface Asked {
  name: string;
  through: OperationFacts;
}

/** What a reading shows is another thing in each state; everything else has one success. */
function successesOf(provider: Provider, each: Asked): Planned[] {
  const operation = provider.operations[each.name];
  const journey = operation?.effect === undefined ? provider.journeys[operation?.journey ?? ''] : undefined;
  if (!journey) {
    const state = { name: 'nothing goes wrong' as const, params: { operation: each.name } };
    return [planned(provider, each, { key: `${provider.id}/success`, state, comment: 'Nothing goes wrong.' })];
  }
  return Object.entries(journey.states).flatMap(([name, { summary, basis, fields }]) =>
    Array.from({ length: Array.isArray(fields) ? fields.length : 1 }, (_, index) =>
      planned(provider, each, {
        key: `${provider.id}/states/${name}${index > 0 ? ` (${index + 1})` : ''}`,
        state: {
          name: 'a state',
          params: { operation: each.name, state: name, ...(index > 0 && { time: String(index + 1) }) },
        },
        comment: summary,
        time: index + 1,
        ...(basis && { requirement: `${provider.id}/states/${name}` }),
      }),
    ),
  );
}

interface Row {
  key: string;
  state: ProviderState;
  comment: string;
  /** Of several readings one after another the one that is meant; when left out: the first. */
  time?: number;
  requirement?: string;
}

function planned(
  provider: Provider,
  { name, through }: Asked,
  { key, state, comment, time = 1, requirement = 'by hand' }: Row,
): Planned {
  const tape = onTrack(tapeOf(provider, state) ?? [], name, through);
  return {
    key: `${key} on ${name}`,
    state,
    comment,
    operation: name,
    error: tape.some(({ steps }) => steps.some(({ answer }) => answer.kind === 'error')),
    time,
    scenario: { ...scenario(provider, through, requirement, printTape(tape)), calls: oneAfterAnother(through, time) },
  };
}

function eventsOf(provider: Provider, operations: readonly OperationFacts[]): Planned[] {
  const { webhooks, journeys, id } = provider;
  // Events are about something that was made: by the client's own operation, wherever it has one.
  const through =
    operations.find(({ webhooks: taken, effect }) => taken && effect) ??
    operations.find(({ webhooks: taken }) => taken);
  if (!webhooks || !through) return [];
  return Object.keys(webhooks.events).map((state) => ({
    key: `${id}/events/${state}`,
    state: { name: 'an event', params: { state } },
    comment: journeys[webhooks.journey]?.states[state]?.summary ?? '',
    error: false,
    time: 1,
    scenario: { ...scenario(provider, through, 'by hand', ''), events: [{ event: 'event-1', state }] },
  }));
}

/** So many calls for one intent. */
function oneAfterAnother({ name }: OperationFacts, count: number): ScenarioCall[] {
  const call = (_: unknown, index: number) => ({
    intent: 'intent-1',
    ...(index > 0 && { start: 'after' as const }),
  });
  return callsOf(name, Array.from({ length: count }, call));
}

function scenario({ id }: Provider, { name }: OperationFacts, requirement: string, tape: string): Scenario {
  return {
    format: 1,
    provider: id,
    requirement,
    group: `contract ${requirement} ${name} ${tape}`,
    calls: atOnce(name, 1),
    tape,
    variant: 'full',
    lane: 'auto',
  };
}
