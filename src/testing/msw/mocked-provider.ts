import type { Effect } from '../../model/case.ts';
import type { Provider } from '../../model/provider.ts';
import type { WireReply, WireRequest } from '../../model/reply.ts';
import { startOfDay } from '../../model/start-of-day.ts';
import type { Step } from '../../model/tape.ts';
import { madeAt } from '../../simulator/credentials.ts';
import { createSimulator } from '../../simulator/simulator.ts';

/** A simulated provider that is told, request by request, what it answers. */
export interface MockedProvider {
  /** Answers a request for an operation by a step; by itself without one. `over`: the reply is out, or the client has hung up. */
  answer(operation: string, request: WireRequest, step: Step | undefined): { wire: WireReply; over(): void };
  /** The id of the resource that an operation needs, which exists from now on; `undefined` for one that needs none. */
  given(operation: string): string | undefined;
  /** What has happened there. */
  effects(): Pick<Effect, 'kind' | 'resource' | 'state'>[];
}

/** What its provider is, beside the catalogue. */
export interface MockedProviderOptions {
  /** `any`: whatever credentials come, none too. */
  credentials: 'any' | 'checked';
  /** Milliseconds of the epoch; when left out, it is whatever time a request says. */
  now: (() => number) | undefined;
}

const ok: Step = { answer: { kind: 'ok' } };

/** A fresh provider: nothing has happened there. */
export function mockProvider(catalogue: Provider, { credentials, now }: MockedProviderOptions): MockedProvider {
  const provider: Provider =
    credentials === 'checked' ? catalogue : { ...catalogue, authentication: { scheme: 'headers', headers: {} } };
  let clock = startOfDay;
  let exchanges = 0;
  // A simulator takes its tape when it is made. So each track is one step, and what that step says is changed before it is taken.
  const slots = new Map(Object.keys(provider.operations).map((name): [string, Step] => [name, { ...ok }]));
  const simulator = createSimulator({
    provider,
    tape: [...slots].map(([operation, slot]) => ({ operation, steps: [slot] })),
    main: [...slots.keys()][0] ?? '',
    surface: 'full',
    intents: [],
    now: () => clock - startOfDay,
  });

  return {
    answer(operation, request, step) {
      const exchange = ++exchanges;
      const told = madeAt(provider.authentication, request.headers);
      clock = now ? now() : Number.isNaN(told) ? startOfDay : told;
      put(slots.get(operation), step ?? ok);
      const { wire } = simulator.answer(request, exchange);
      return {
        wire,
        over() {
          simulator.closed(exchange);
          simulator.commitLate();
        },
      };
    },
    given: (operation) => simulator.given(operation),
    effects: () => simulator.ledger().map(({ kind, resource, state }) => ({ kind, resource, state })),
  };
}

/** Changes what a step of a playing tape says; it is never used up. */
function put(slot: Step | undefined, step: Step): void {
  if (!slot) return;
  for (const name of Object.keys(slot)) Reflect.deleteProperty(slot, name);
  Object.assign(slot, step, { times: 'forever' });
}
