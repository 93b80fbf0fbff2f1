import { expect } from 'chai';
import { setupServer } from 'msw/node';
import type { Provider } from '../../model/provider.ts';
import { banked, http, openapiPlatform, paysg, useepay } from '../../providers/index.ts';
import { handlers } from './handlers.ts';
import type { HandlersOptions, ProviderHandlers } from './provider-handlers.ts';

const sessions = 'https://banked.sadpath.test/v2/payment_sessions';
const order = { reference: 'order-1', amount: 1000, currency: 'GBP' };

/** Where each provider's envelope carries the code: written down here, so that a wrong envelope is seen. */
const envelopes: { provider: Provider; codeIn: (body: Body) => unknown }[] = [
  { provider: banked, codeIn: (body) => body.errors?.[0]?.code },
  { provider: paysg, codeIn: (body) => body.error?.code },
  { provider: useepay, codeIn: (body) => body.code },
  { provider: openapiPlatform, codeIn: (body) => body.result?.resultCode },
  { provider: http, codeIn: (body) => body.type },
];
interface Body {
  errors?: { code?: unknown }[];
  error?: { code?: unknown };
  code?: unknown;
  result?: { resultCode?: unknown };
  type?: unknown;
}

async function withServer<T>(mocks: ProviderHandlers[], body: () => Promise<T>): Promise<T> {
  const server = setupServer(...mocks.flat());
  server.listen({ onUnhandledFrame: 'error' });
  try {
    return await body();
  } finally {
    server.close();
  }
}

function create(headers: Record<string, string> = {}, body: object = order): Promise<Response> {
  return fetch(sessions, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Plays requests against a fresh Banked and gives what they came back with. */
async function play(options: HandlersOptions, body: (mock: ProviderHandlers) => Promise<void>): Promise<void> {
  const mock = handlers(banked, options);
  await withServer([mock], () => body(mock));
}

describe('handlers: every documented error on demand', () => {
  for (const { provider, codeIn } of envelopes) {
    it(`${provider.id}: each code under its statuses, in its envelope, on each operation that can meet it`, async () => {
      const mock = handlers(provider);
      let played = 0;
      await withServer([mock], async () => {
        for (const row of provider.errors) {
          const names = row.operations === '*' ? Object.keys(provider.operations) : row.operations;
          for (const name of names) {
            for (const status of row.status) {
              mock.reset();
              mock.fail(name, row.code, { status });
              const operation = provider.operations[name];
              const url = `${provider.origin}${operation?.path.replace(/\{[^}]+\}/g, 'some-id')}`;
              const reply = await fetch(url, { method: operation?.method ?? '' });
              const what = `${name} ${status} ${row.code}`;
              expect(reply.status, what).to.equal(status);
              expect(codeIn((await reply.json()) as Body), what).to.equal(row.code);
              expect(reply.headers.get('content-type'), what).to.equal(provider.envelopeType ?? 'application/json');
              played++;
            }
          }
        }
      });
      expect(played).to.be.at.least(provider.errors.length);
    });
  }

  it('takes the likeliest status where none is asked for, and a documented status for a code', async () => {
    const mock = handlers(paysg);
    const [row] = paysg.errors;
    const status = paysg.statuses.find((one) => one.status >= 400 && one.operations === '*')?.status ?? 0;
    await withServer([mock], async () => {
      const url = `${paysg.origin}/v1/payment-services/s/payments`;
      mock.fail('createPayment', row?.code ?? '');
      expect((await fetch(url, { method: 'POST' })).status).to.equal(row?.status[0]);
      mock.fail('createPayment', status);
      expect((await fetch(url, { method: 'POST' })).status).to.equal(status);
    });
  });

  it('fails for ever, or as often as it is told, with the Retry-After it is told', () =>
    play({}, async (mock) => {
      mock.fail('createPaymentSession', 'internal');
      for (let i = 0; i < 3; i++) expect((await create()).status).to.equal(500);
      mock.fail('createPaymentSession', 'internal', { times: 1, retryAfter: '7' });
      const once = await create();
      expect([once.status, once.headers.get('retry-after')]).to.deep.equal([500, '7']);
      expect((await create()).status).to.equal(201);
    }));

  it('can do it all the same: the payment is there although the reply says 500', () =>
    play({}, async (mock) => {
      mock.fail('createPaymentSession', 'internal', { commit: 'after' });
      await create();
      expect(mock.effects()).to.have.length(1);
      mock.reset();
      mock.fail('createPaymentSession', 'internal');
      await create();
      expect(mock.effects()).to.have.length(0);
    }));

  it('does it late, once the reply is out', () =>
    play({}, async (mock) => {
      mock.fail('createPaymentSession', 'internal', { commit: 'late' });
      await create();
      expect(mock.effects()).to.have.length(1);
    }));
});

describe('handlers: a tape', () => {
  it('is played step by step, from the start, and succeeds after its end', () =>
    play({ tape: 'createPaymentSession: 500 internal ra=3, 400 invalid_amount ×2, html 502' }, async () => {
      const seen: unknown[] = [];
      for (let i = 0; i < 5; i++) {
        const reply = await create();
        seen.push([reply.status, reply.headers.get('retry-after')]);
      }
      expect(seen).to.deep.equal([
        [500, '3'],
        [400, null],
        [400, null],
        [502, null],
        [201, null],
      ]);
    }));

  it('changes one operation and leaves the others with theirs', () =>
    play({ tape: 'getPaymentSession: 404 ×∞ | createPaymentSession: 500' }, async (mock) => {
      mock.play('createPaymentSession: 400 invalid_amount');
      expect((await create()).status).to.equal(400);
      expect((await fetch(`${sessions}/x`)).status).to.equal(404);
      mock.play('getPaymentSession:');
      expect((await create()).status).to.equal(201);
      expect((await fetch(`${sessions}/${mock.given('getPaymentSession')}`)).status).to.equal(200);
    }));

  it('leaves nothing of one step in the next', () =>
    play({ tape: 'createPaymentSession: 500 internal ra=9 after-commit, 500 internal, ok' }, async (mock) => {
      await create();
      expect(mock.effects()).to.have.length(1);
      const second = await create();
      expect(second.headers.get('retry-after')).to.equal(null);
      expect(mock.effects()).to.have.length(1);
      await create();
      expect(mock.effects()).to.have.length(2);
    }));

  it('adds the headers that a step names, to its reply alone', () =>
    play({ tape: 'createPaymentSession: 500 internal header="x-request-id: r1", ok' }, async () => {
      expect((await create()).headers.get('x-request-id')).to.equal('r1');
      expect((await create()).headers.get('x-request-id')).to.equal(null);
    }));

  it('moves a payment on: what a page polls for', () =>
    play({ tape: 'getPaymentSession: ok, state:sent' }, async () => {
      const { id } = (await (await create()).json()) as { id: string };
      const states: unknown[] = [];
      for (let i = 0; i < 3; i++)
        states.push(((await (await fetch(`${sessions}/${id}`)).json()) as { state: string }).state);
      expect(states).to.deep.equal(['awaiting_provider', 'sent', 'sent']);
    }));

  it('breaks connections, and stalls until the client hangs up', () =>
    play({ tape: 'createPaymentSession: reset, refused, stall' }, async (mock) => {
      for (let i = 0; i < 2; i++) expect(await create().catch((error: unknown) => error)).to.be.instanceOf(TypeError);
      const hangUp = new AbortController();
      const settled: string[] = [];
      const call = fetch(sessions, { method: 'POST', body: '{}', signal: hangUp.signal }).then(
        () => settled.push('answered'),
        (error: Error) => settled.push(error.name),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(settled).to.deep.equal([]);
      hangUp.abort();
      await call;
      expect(settled).to.deep.equal(['AbortError']);
      expect((await create()).status).to.equal(201);
      expect(mock.effects()).to.have.length(1);
    }));

  it('sends a status that has no body without one, and an empty body without a type', () =>
    play({ tape: 'createPaymentSession: 204 gone, empty 503' }, async () => {
      const none = await create();
      expect([none.status, await none.text(), none.headers.get('content-length')]).to.deep.equal([204, '', null]);
      const empty = await create();
      expect([empty.status, await empty.text(), empty.headers.get('content-type')]).to.deep.equal([503, '', null]);
    }));
});

describe('handlers: a provider with a memory', () => {
  it('lets what was created be read, and replays a key', () =>
    play({}, async (mock) => {
      const first = (await (await create({ 'idempotency-key': 'k1' })).json()) as { id: string };
      const again = (await (await create({ 'idempotency-key': 'k1' })).json()) as { id: string };
      const read = (await (await fetch(`${sessions}/${first.id}?expand=all`)).json()) as { reference: string };
      expect(again).to.deep.equal(first);
      expect(read.reference).to.equal('order-1');
      expect(mock.effects()).to.deep.equal([{ kind: 'session', resource: first.id, state: 'open' }]);
      const other = await create({ 'idempotency-key': 'k1' }, { ...order, amount: 2 });
      expect(await other.text()).to.contain('invalid_idempotency_key');
    }));

  it('forgets on reset, and begins its tape anew', () =>
    play({ tape: 'createPaymentSession: 500, ok' }, async (mock) => {
      await create();
      const { id } = (await (await create()).json()) as { id: string };
      mock.fail('getPaymentSession', 'internal');
      mock.reset();
      expect(mock.effects()).to.deep.equal([]);
      expect((await fetch(`${sessions}/${id}`)).status).to.equal(404);
      expect((await create()).status).to.equal(500);
    }));

  it('shares nothing with another of its kind', async () => {
    const one = handlers(banked, { origin: 'https://one.example' });
    const two = handlers(banked, { origin: 'https://two.example/base/' });
    await withServer([one, two], async () => {
      const url = (host: string, path = '') => `https://${host}/v2/payment_sessions${path}`;
      one.fail('createPaymentSession', 'internal');
      const [failed, made] = [
        await fetch(url('one.example'), { method: 'POST' }),
        await fetch(url('two.example/base'), { method: 'POST' }),
      ];
      expect([failed.status, made.status]).to.deep.equal([500, 201]);
      expect([one.effects().length, two.effects().length]).to.deep.equal([0, 1]);
      const { id } = (await made.json()) as { id: string };
      expect((await fetch(url('one.example', `/${id}`))).status).to.equal(404);
      expect((await fetch(url('two.example/base', `/${id}`))).status).to.equal(200);
      two.reset();
      one.reset();
      expect((await fetch(url('one.example'), { method: 'POST' })).status).to.equal(201);
    });
  });

  it('makes what an operation needs, the same each time', () =>
    play({}, async (mock) => {
      const id = mock.given('getPaymentSession');
      expect(mock.given('getPaymentSession')).to.equal(id);
      expect((await fetch(`${sessions}/${id}`)).status).to.equal(200);
      expect(mock.effects()).to.deep.equal([]);
    }));

  it('answers on any host and under any path', () =>
    play({ origin: '*' }, async () => {
      for (const url of ['https://a.example/v2/payment_sessions', 'https://b.example/api/pay/v2/payment_sessions?x=1'])
        expect((await fetch(url, { method: 'POST' })).status, url).to.equal(201);
    }));

  it('lets any credentials in, or checks them when it is told to', async () => {
    await play({}, async () => {
      expect((await create()).status).to.equal(201);
    });
    await play({ credentials: 'checked' }, async () => {
      expect((await create()).status).to.equal(401);
      const authorization = `Basic ${btoa('pk_test_sadpath:sk_test_sadpath')}`;
      expect((await create({ authorization })).status).to.equal(201);
    });
  });

  it('takes the time from the request, or from the clock that it is given', async () => {
    const signed = (time: string) =>
      fetch(`${openapiPlatform.origin}/v1/payments/inquiryPayment`, {
        method: 'POST',
        headers: {
          'client-id': openapiPlatform.credentials.clientId ?? '',
          signature: 'algorithm=RSA256,keyVersion=1,signature=c2ln',
          'request-time': time,
        },
        body: '{}',
      }).then((reply) => reply.text());
    const noon = '2026-01-01T12:00:00Z';
    await withServer([handlers(openapiPlatform, { credentials: 'checked' })], async () =>
      expect(await signed(noon)).to.not.contain('REQUEST_TIME_INVALID'),
    );
    const late = () => Date.parse(noon) + 6 * 60_000;
    await withServer([handlers(openapiPlatform, { credentials: 'checked', now: late })], async () =>
      expect(await signed(noon)).to.contain('REQUEST_TIME_INVALID'),
    );
  });

  it('keeps a key open while its reply is delayed', async () => {
    const mock = handlers(paysg, { delayMs: 4 });
    await withServer([mock], async () => {
      const pay = () =>
        fetch(`${paysg.origin}/v1/payment-services/s/payments`, {
          method: 'POST',
          headers: { 'idempotency-key': 'k' },
          body: '{}',
        });
      const statuses = (await Promise.all([pay(), pay()])).map(({ status }) => status);
      expect(statuses).to.include(201);
      expect(statuses.filter((status) => status >= 400)).to.have.length(1);
      expect((await pay()).status).to.equal(201);
    });
  });
});
