import { meets } from '../catalogue/meets.ts';
import { keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Tape } from '../model/tape.ts';
import { rowTapes } from '../scenarios/row-tapes.ts';

/**
 * What a provider has to be in before an interaction, as the contract names it. Four names for all of them: a provider's team writes one
 * handler for each, and its parameters say the rest.
 */
export type ProviderState =
  | { name: 'nothing goes wrong'; params: { operation: string } }
  | { name: 'a documented reply'; params: { operation: string; requirement: string } }
  /** `time`: what comes along with the state may change from one reading to the next; absent for the first time. */
  | { name: 'a state'; params: { operation: string; state: string; time?: string } }
  | { name: 'an event'; params: { state: string } };

/** The tape that brings a simulated provider into a state; `undefined` where the catalogue knows of no such thing, and for an event. */
export function tapeOf(provider: Provider, { name, params }: ProviderState): Tape | undefined {
  switch (name) {
    case 'nothing goes wrong':
      return Object.hasOwn(provider.operations, params.operation) ? [] : undefined;
    case 'a documented reply':
      return errorTape(provider, params);
    case 'a state':
      return hasState(provider, params.operation, params.state)
        ? [{ steps: [{ answer: { kind: 'state', state: params.state }, times: 'forever' }] }]
        : undefined;
    case 'an event':
      return undefined;
  }
}

/** The first of a row's tapes: its likeliest answer, for ever, and nothing has happened. */
function errorTape(provider: Provider, at: { operation: string; requirement: string }): Tape | undefined {
  const row = requirementsOf(provider).find(({ id }) => id === at.requirement);
  return row && tapeOfRow(provider, row, at.operation);
}

/** How one row is shown to one operation; `undefined` where the operation does not meet it, or what it shows is the usual success. */
export function tapeOfRow(provider: Provider, row: Requirement, operation: string): Tape | undefined {
  const met = Object.hasOwn(provider.operations, operation) ? provider.operations[operation] : undefined;
  if (!met || !meets(row, operation)) return undefined;
  const effect = met.effect !== undefined;
  const [tape] = rowTapes(provider, row, { effect, keyed: keyPlaceOf(provider, operation) !== undefined });
  const answer = tape?.[0]?.steps[0]?.answer;
  return answer?.kind === 'ok' && answer.status === undefined ? undefined : tape;
}

function hasState({ operations, journeys }: Provider, operation: string, state: string): boolean {
  return Object.hasOwn(journeys[operations[operation]?.journey ?? '']?.states ?? {}, state);
}
