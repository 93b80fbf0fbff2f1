import type { Journey } from '../model/journey.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Operation, Provider } from '../model/provider.ts';

/** The header that carries an operation's idempotency key, in lower case; undefined where it takes none. */
export function keyHeaderOf(provider: Provider, operationName: string): string | undefined {
  const place = keyPlaceOf(provider, operationName);
  return place && 'header' in place ? place.header.toLowerCase() : undefined;
}

/**
 * Where an operation's idempotency key is: in a header, by its name as the catalogue writes it, or in a field of the body;
 * undefined where it takes none.
 */
export function keyPlaceOf(
  { operations, idempotency }: Pick<Provider, 'operations' | 'idempotency'>,
  operationName: string,
): { header: string } | { body: string } | undefined {
  const operation = operationOf({ operations }, operationName);
  const keyed = operation?.keyed ?? operation?.effect !== undefined;
  if (!idempotency || !keyed) return undefined;
  if ('header' in idempotency) return { header: idempotency.header };
  return operation?.intentField === undefined ? undefined : { body: operation.intentField };
}

/** Whether nothing follows a state. A state that the journey does not know is not final. */
export function isFinal(journey: Journey, state: string): boolean {
  const known = Object.hasOwn(journey.states, state) ? journey.states[state] : undefined;
  return known !== undefined && known.meaning !== 'open';
}

/**
 * What a client may believe after a success, the preferred first. `shown`: the state that the reply shows; when left out, the
 * one that the operation leads to.
 *
 * - An operation with an effect: it succeeded, and while the state is not final it is also `pending`.
 * - A read: the reading succeeded, and in a failed state the resource `failed`.
 */
export function acceptedAfterSuccess(provider: Provider, operationName: string, shown?: string): Outcome[] {
  const operation = operationOf(provider, operationName);
  if (operation?.success.outcome) return [...operation.success.outcome];
  const journey = operation?.journey === undefined ? undefined : provider.journeys[operation.journey];
  const state = shown ?? operation?.success.state ?? journey?.initial;
  if (!journey || state === undefined) return ['succeeded'];
  if (!isFinal(journey, state)) return ['succeeded', 'pending'];
  return operation?.effect === undefined && journey.states[state]?.meaning === 'failed'
    ? ['failed', 'succeeded']
    : ['succeeded'];
}

function operationOf(provider: Pick<Provider, 'operations'>, name: string): Operation | undefined {
  return Object.hasOwn(provider.operations, name) ? provider.operations[name] : undefined;
}
