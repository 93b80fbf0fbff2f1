import { BankedClient } from '../examples/banked/client.ts';
import type { PaymentSessionInput } from '../examples/banked/payment-session.ts';
import { fill } from '../src/catalogue/fill.ts';
import { parseTape } from '../src/model/parse-tape.ts';
import type { WireReply } from '../src/model/reply.ts';
import type { Scenario } from '../src/model/scenario.ts';
import { banked } from '../src/providers/banked.ts';
import { createSimulator } from '../src/simulator/simulator.ts';
import type { Contestant } from './contestant.ts';
import { sample } from './sample.ts';

/** One scenario, ready to be played from a list of replies. */
interface Canned {
  call(): Promise<unknown>;
  replies: WireReply[];
}

const { key = '', secret = '' } = banked.credentials;

/**
 * The floor: the same client, the same calls and the same replies, on nothing but a stub of global fetch. No wait is waited, and
 * nobody looks at what comes out. The replies are those that the simulator gives, taken down once.
 */
export async function openFloor(): Promise<Contestant> {
  const canned: Canned[] = [];
  for (const scenario of sample) canned.push(await takeDown(scenario));
  return {
    async play() {
      let exchanges = 0;
      for (const { call, replies } of canned) {
        let next = 0;
        globalThis.fetch = async () => responseOf(replies[next++]);
        await call().catch(() => {});
        exchanges += next;
      }
      return { scenarios: canned.length, exchanges };
    },
  };
}

async function takeDown({ calls: [first], tape }: Scenario): Promise<Canned> {
  const operation = first?.operation ?? '';
  const intent = { id: 'intent-1', marker: 'order-1', key: '5f0c4f2e-8a51-4f0e-9d4c-1f6f2f3b7a10' };
  const simulator = createSimulator({
    provider: banked,
    tape: parseTape(tape),
    main: operation,
    surface: 'full',
    intents: [intent],
    now: () => 0,
  });
  const resource = simulator.given(operation, intent.id) ?? '';
  // The catalogue's template has the shape that the client's own type names.
  const input = fill(banked.operations[operation]?.input ?? {}, {
    marker: intent.marker,
    resource,
  }) as unknown as PaymentSessionInput;
  const call = (): Promise<unknown> => {
    const client = new BankedClient({ baseUrl: banked.origin, key, secret, sleep: async () => {} });
    return operation === 'getPaymentSession'
      ? client.getPaymentSession(resource)
      : client.createPaymentSession(input, intent.key);
  };
  const replies: WireReply[] = [];
  globalThis.fetch = async (url, init = {}) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === 'string' ? init.body : '';
    const exchange = replies.length + 1;
    const { wire } = simulator.answer({ method: init.method ?? 'GET', url: String(url), headers, body }, exchange);
    simulator.closed(exchange);
    replies.push(wire);
    return responseOf(wire);
  };
  await call().catch(() => {});
  return { call, replies };
}

function responseOf(reply: WireReply | undefined): Response {
  return new Response(reply?.body ?? '', { status: reply?.status ?? 500, headers: reply?.headers ?? {} });
}
