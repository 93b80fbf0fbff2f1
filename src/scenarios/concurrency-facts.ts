import type { OperationFacts } from '../model/case.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider } from '../model/provider.ts';
import type { ScenarioCall } from '../model/scenario.ts';
import { atOnce, callsOf } from './calls-of.ts';
import { expiryTape } from './expiry-tape.ts';
import { happyPath } from './happy-path.ts';
import { refusal } from './refusal-tape.ts';
import type { Play, WireFact } from './wire-fact.ts';

/**
 * As many calls as it takes to tell a first one, a last one and one in between. No more: a circuit breaker may open after five failures in a
 * row, and is right to.
 */
const crowd = 3;

/** As many as a busy shop has open, to see what does not show with a few: a pool, a queue, a limit. */
const rush = 20;

/** Real callers do not wait for each other. Whatever is shared between the calls of one client must not mix them up. */
export const concurrencyFacts: readonly WireFact[] = [
  {
    name: 'calls-at-once',
    summary: 'Several calls are made at once, and each is answered.',
    tapes: (provider, operation) =>
      [crowd, rush].map((count) => play(provider, operation, 'ok ×∞', atOnce(operation.name, count))),
  },
  {
    name: 'calls-refused',
    summary: 'Of several calls at once the first one is refused.',
    unmet: 'the provider has no word for a request that is not valid',
    tapes: (provider, operation) => {
      const step = refusal(provider, operation.main);
      const tape = step && printTape([{ steps: [step, { answer: { kind: 'ok' }, times: 'forever' }] }]);
      return tape === undefined ? [] : [play(provider, operation, tape, atOnce(operation.name, crowd))];
    },
  },
  {
    name: 'calls-fail',
    summary:
      'Several calls are made at once, and the first, the last or all of them fail in a way that is over by itself.',
    tapes: (provider, operation) => {
      const lost = operation.effect === undefined ? 'reset' : 'reset after-commit';
      return [
        'stall, ok ×∞',
        `ok ×${crowd - 1}, 500, ok ×∞`,
        `html 503 ×${crowd}, ok ×∞`,
        `${lost} ×${crowd}, ok ×∞`,
      ].map((tape) => play(provider, operation, tape, atOnce(operation.name, crowd)));
    },
  },
  {
    name: 'calls-limited',
    summary: 'Several calls are made at once, and all of them are too many.',
    tapes: (provider, operation) =>
      [`429 ×${crowd}, ok ×∞`, '429 ×∞', `429 ra=2 ×${crowd}, ok ×∞`, '429 ra=2 ×∞'].map((tape) =>
        play(provider, operation, tape, atOnce(operation.name, crowd)),
      ),
  },
  {
    name: 'credentials-expire',
    summary: 'The credentials have expired, and several calls find it out at once.',
    tapes: (provider, operation) => [
      ...expiryTape(provider, operation.main, crowd).map((tape) =>
        play(provider, operation, tape, atOnce(operation.name, crowd)),
      ),
      // One comes while fresh ones are on their way; and a minute later those have expired too.
      ...expiryTape(provider, operation.main, crowd).map((tape) =>
        play(
          provider,
          operation,
          `${tape}, ok ×${crowd}, ${tape}, ok ×∞`,
          callsOf(
            operation.name,
            [undefined, undefined, 20, 60_000, undefined, undefined].map((start, index) => ({
              intent: `intent-${index + 1}`,
              ...(start !== undefined && { start }),
            })),
          ),
        ),
      ),
    ],
  },
  {
    name: 'intent-at-once',
    summary: 'The caller makes the same call twice at once, as after a double click.',
    unmet: 'the client has no operation that brings something about',
    tapes: (provider, operation) => twice(provider, operation, ['ok ×∞'], { start: 'with' }),
  },
  {
    name: 'intent-again',
    summary: 'The caller makes the same call again, after the first one was answered or its reply was lost.',
    unmet: 'the client has no operation that brings something about',
    tapes: (provider, operation) =>
      twice(provider, operation, ['ok ×∞', 'reset after-commit ×∞'], { start: 'after', endsTape: true }),
  },
];

/** Calls are at once only where a reply takes its time: else each would be answered before the next one asks. In virtual milliseconds. */
const latencyMs = 100;

function play(provider: Provider, operation: OperationFacts, tape: string, calls: ScenarioCall[]): Play {
  const journey = happyPath(provider, operation);
  return { tape, calls, latencyMs, ...(journey && { journey }) };
}

function twice(
  provider: Provider,
  operation: OperationFacts,
  tapes: string[],
  again: Pick<ScenarioCall, 'start' | 'endsTape'>,
): Play[] {
  if (operation.effect === undefined) return [];
  const intent = 'intent-1';
  return tapes.map((tape) =>
    play(provider, operation, tape, callsOf(operation.name, [{ intent }, { intent, ...again }])),
  );
}
