import { expect } from 'chai';
import { type ManualTimeouts, manualTimeouts } from '../manual-timeouts.ts';
import { BankedError } from './banked-error.ts';
import { BankedClient } from './client.ts';
import type { PaymentSessionInput } from './payment-session.ts';

const input: PaymentSessionInput = {
  reference: 'order-1',
  amount: 1000,
  currency: 'GBP',
  success_url: 'https://shop.test/ok',
  error_url: 'https://shop.test/error',
  payer: { email: 'payer@shop.test' },
  payee: { name: 'Shop', account_number: '12345678', sort_code: '123456' },
};
const session = { id: 'session-1', reference: 'order-1', state: 'awaiting_provider' };
const created = () => Response.json(session, { status: 201 });
const reset = () => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });

/** An error reply in Banked's envelope. */
function refused(status: number, codes: string[], more: object = {}, headers: Record<string, string> = {}): Response {
  const errors = codes.map((code) => ({ code, source: { parameter: `${code}_field` }, title: `Title of ${code}` }));
  return Response.json({ errors, ...more }, { status, headers });
}

let timeouts: ManualTimeouts;

type Answer = () => Response | Error | 'silence';

/** A client before a provider that gives these answers in turn, the last one for ever. Waits are noted, not waited. */
function clientOf(...answers: Answer[]) {
  const requests: { url: string; init: RequestInit; headers: Headers }[] = [];
  const waits: number[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)]?.() ?? 'silence';
    requests.push({ url: String(url), init, headers: new Headers(init.headers) });
    if (answer === 'silence') return aborted(init.signal);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = new BankedClient({
    baseUrl: 'https://banked.test',
    key: 'pk_key',
    secret: 'sk_secret',
    fetch,
    sleep: async (ms) => waits.push(ms),
  });
  return { client, requests, waits };
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    timeouts.pass();
  });
}

async function errorOf(call: Promise<unknown>): Promise<BankedError> {
  const error = await call.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof BankedError) return error;
  throw error;
}

describe('BankedClient', () => {
  beforeEach(() => {
    timeouts = manualTimeouts();
  });

  afterEach(() => timeouts.restore());

  describe('a call that works', () => {
    it('posts the input under the key and returns the session', async () => {
      const { client, requests } = clientOf(created);
      expect(await client.createPaymentSession(input, 'key-1')).to.eql(session);
      const [request] = requests;
      expect(requests).to.have.length(1);
      expect(request?.url).to.equal('https://banked.test/v2/payment_sessions');
      expect(request?.init.method).to.equal('POST');
      expect(request?.init.body).to.equal(JSON.stringify(input));
      expect(request?.headers.get('idempotency-key')).to.equal('key-1');
      expect(request?.headers.get('authorization')).to.equal(`Basic ${btoa('pk_key:sk_secret')}`);
      expect(request?.headers.get('content-type')).to.equal('application/json');
    });

    it('reads a session whose id needs escaping', async () => {
      const { client, requests } = clientOf(() => Response.json(session));
      expect(await client.getPaymentSession('a/b')).to.eql(session);
      expect(requests[0]?.url).to.equal('https://banked.test/v2/payment_sessions/a%2Fb');
      expect(requests[0]?.headers.has('idempotency-key')).to.equal(false);
    });

    it('takes a session whatever content type it comes with', async () => {
      const { client } = clientOf(() => new Response(`\uFEFF${JSON.stringify(session)}`, { status: 200 }));
      expect(await client.createPaymentSession(input, 'key-1')).to.eql(session);
    });
  });

  it('reads a body in pieces, through the middle of a character', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...session, reference: 'Zürich' }));
    const pieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const { client } = clientOf(() => new Response(pieces, { status: 201 }));
    expect(await client.createPaymentSession(input, 'key-1')).to.include({ reference: 'Zürich' });
  });

  describe('a documented refusal', () => {
    const cases: [status: number, code: string, category: string][] = [
      [401, 'unauthorized', 'authentication'],
      [404, 'not_found', 'not_found'],
      [404, 'session_not_found', 'not_found'],
      [405, 'method_not_allowed', 'validation'],
      [413, 'decoding', 'validation'],
      [422, 'invalid_line_items.amount_cents', 'validation'],
      [400, 'missing_currency_or_line_items', 'validation'],
      [400, 'invalid_business', 'validation'],
      [400, 'invalid', 'validation'],
    ];
    for (const [status, code, category] of cases) {
      it(`${status} ${code}: failed, ${category}, not repeated`, async () => {
        const { client, requests } = clientOf(() => refused(status, [code]));
        const error = await errorOf(client.createPaymentSession(input, 'key-1'));
        expect(error).to.include({ outcome: 'failed', category, code, status, detail: `Title of ${code}` });
        expect(requests).to.have.length(1);
      });
    }

    it('leaves it open where a session may exist: an action on it failed, or the key was used before', async () => {
      for (const [code, category] of [
        ['invalid_action', 'conflict'],
        ['invalid_idempotency_key', 'idempotency'],
      ] as const) {
        const { client, requests } = clientOf(() => refused(400, [code]));
        const error = await errorOf(client.createPaymentSession(input, 'key-1'));
        expect(error).to.include({ outcome: 'unknown', category, code });
        expect(requests).to.have.length(1);
      }
    });

    it('decides by its code, whatever the status', async () => {
      const { client } = clientOf(() => refused(400, ['unauthorized']));
      expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ category: 'authentication' });
    });

    it('brings every error of the list to the caller', async () => {
      const { client } = clientOf(() => refused(400, ['invalid_amount', 'invalid_payee']));
      const error = await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(error.codes).to.eql(['invalid_amount', 'invalid_payee']);
      expect(error.detail).to.equal('Title of invalid_amount; Title of invalid_payee');
      expect(error.errors[1]).to.eql({
        code: 'invalid_payee',
        title: 'Title of invalid_payee',
        parameter: 'invalid_payee_field',
      });
      expect(error.message).to.equal(
        'Failed to create a payment session: 400 invalid_amount invalid_payee (Title of invalid_amount; Title of invalid_payee).',
      );
    });

    it('does without title and source', async () => {
      const { client } = clientOf(() => Response.json({ errors: [{ code: 'invalid_amount' }] }, { status: 400 }));
      const error = await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(error.errors).to.eql([{ code: 'invalid_amount' }]);
      expect(error.detail).to.equal(undefined);
    });
  });

  describe('a refusal that no document lists', () => {
    const cases: [status: number, outcome: string, category: string][] = [
      [400, 'failed', 'validation'],
      [401, 'failed', 'authentication'],
      [403, 'failed', 'permission'],
      [404, 'failed', 'not_found'],
      [408, 'unknown', 'timeout'],
      [409, 'unknown', 'conflict'],
      [302, 'unknown', 'unknown'],
    ];
    for (const [status, outcome, category] of cases) {
      it(`${status}: ${outcome}, ${category}, not repeated`, async () => {
        const { client, requests } = clientOf(() => refused(status, ['brand_new', 'constructor']));
        const error = await errorOf(client.createPaymentSession(input, 'key-1'));
        expect(error).to.include({ outcome, category, code: 'brand_new' });
        expect(requests).to.have.length(1);
      });
    }

    it('takes no redirect with a payment', async () => {
      const { client, requests } = clientOf(created);
      await client.createPaymentSession(input, 'key-1');
      expect(requests[0]?.init.redirect).to.equal('manual');
    });
  });

  describe('what is worth another attempt', () => {
    const answers: [name: string, answer: Answer][] = [
      ['internal', () => refused(500, ['internal'])],
      ['internal under a 4xx', () => refused(400, ['internal'])],
      ['an unknown 5xx', () => refused(507, ['brand_new'])],
      ['a 500 without a body', () => new Response(null, { status: 500 })],
      ['the page of a gateway', () => new Response('<html>502</html>', { status: 502 })],
      ['429', () => refused(429, ['slow_down'])],
      ['a reset', reset],
      ['silence', () => 'silence'],
      ['a body that breaks off', () => new Response(brokenBody(), { status: 201 })],
    ];
    for (const [name, answer] of answers) {
      it(`${name}: the same request under the same key`, async () => {
        const { client, requests } = clientOf(answer, answer, created);
        expect(await client.createPaymentSession(input, 'key-1')).to.eql(session);
        expect(requests).to.have.length(3);
        for (const { init, headers } of requests) {
          expect(headers.get('idempotency-key')).to.equal('key-1');
          expect(init.body).to.equal(JSON.stringify(input));
        }
      });
    }

    it('waits longer each time, and gives up after four attempts', async () => {
      const { client, requests, waits } = clientOf(reset);
      await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(requests).to.have.length(4);
      expect(waits).to.have.length(3);
      for (const [index, delay] of [500, 1_000, 2_000].entries()) expect(waits[index]).to.be.within(delay / 2, delay);
    });

    it('gives each attempt ten seconds', async () => {
      await errorOf(clientOf(() => 'silence').client.createPaymentSession(input, 'key-1'));
      expect(timeouts.asked).to.eql([10_000, 10_000, 10_000, 10_000]);
    });

    it('reads again too', async () => {
      const { client, requests } = clientOf(reset, () => Response.json(session));
      expect(await client.getPaymentSession('session-1')).to.eql(session);
      expect(requests).to.have.length(2);
    });

    it('is not: a list that holds a refusal beside internal', async () => {
      const { client, requests } = clientOf(() => refused(500, ['internal', 'invalid_amount']));
      expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome: 'unknown' });
      expect(requests).to.have.length(1);
    });
  });

  describe('Retry-After', () => {
    it('is honoured, in seconds and as a date', async () => {
      const date = new Date(Date.now() + 20_000).toUTCString();
      const slow = (value: string) => () => refused(429, ['slow_down'], {}, { 'retry-after': value });
      const { client, waits } = clientOf(slow('5'), slow(date), slow('999999'), created);
      await client.createPaymentSession(input, 'key-1');
      expect(waits[0]).to.equal(5_000);
      // A date has whole seconds.
      expect(waits[1]).to.be.within(15_000, 20_000);
      expect(waits[2]).to.equal(30_000);
    });
  });

  describe('the outcome after the last attempt', () => {
    const cases: [name: string, answer: Answer, outcome: string, category: string][] = [
      ['internal', () => refused(500, ['internal']), 'unknown', 'internal'],
      ['internal under a 4xx', () => refused(400, ['internal']), 'unknown', 'internal'],
      ['a 500 that shows a session', () => Response.json(session, { status: 500 }), 'unknown', 'internal'],
      ['an unknown 5xx', () => refused(500, ['brand_new']), 'unknown', 'internal'],
      ['the page of a gateway', () => new Response('<html>', { status: 503 }), 'unknown', 'unavailable'],
      ['a reset', reset, 'unknown', 'network'],
      ['silence', () => 'silence', 'unknown', 'timeout'],
      ['429', () => refused(429, []), 'retryable', 'rate_limit'],
    ];
    for (const [name, answer, outcome, category] of cases) {
      it(`${name}: ${outcome}, ${category}`, async () => {
        const { client } = clientOf(answer);
        expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome, category });
      });
    }

    it('says in words that it may have happened', async () => {
      const { client } = clientOf(reset);
      const { message } = await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(message).to.equal(
        'Failed to create a payment session: the connection failed. It may have happened all the same.',
      );
    });
  });

  describe('doubt', () => {
    const doubtful: [name: string, answer: Answer][] = [
      ['a reset', reset],
      ['silence', () => 'silence'],
      ['a 500', () => refused(500, ['internal'])],
    ];
    const definite: [name: string, answer: Answer, code: string][] = [
      ['400', () => refused(400, ['invalid_amount']), 'invalid_amount'],
      ['401', () => refused(401, ['unauthorized']), 'unauthorized'],
      ['a used key', () => refused(409, ['invalid_idempotency_key']), 'invalid_idempotency_key'],
    ];
    for (const [before, first] of doubtful) {
      for (const [after, second, code] of definite) {
        it(`stays when ${before} is followed by ${after}`, async () => {
          const { client } = clientOf(first, second);
          expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome: 'unknown', code });
        });
      }
    }

    it('stays when the last attempt is turned away', async () => {
      const { client } = clientOf(reset, () => refused(429, []));
      expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome: 'unknown' });
    });

    it('does not come from a 429', async () => {
      const { client } = clientOf(
        () => refused(429, []),
        () => refused(400, ['invalid_amount']),
      );
      expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome: 'failed' });
    });

    it('does not come from a read', async () => {
      const { client } = clientOf(reset, () => refused(404, ['session_not_found']));
      expect(await errorOf(client.getPaymentSession('session-1'))).to.include({ outcome: 'failed' });
    });
  });

  describe('a success that cannot be read', () => {
    const bodies = [
      '',
      '<html>',
      '{"id":"session-1","sta',
      'null',
      '[]',
      '"ok"',
      '{}',
      '{"id":"1"}',
      '{"id":1,"state":"sent"}',
    ];
    for (const body of bodies) {
      it(`${JSON.stringify(body)}: unknown, not repeated`, async () => {
        const { client, requests } = clientOf(() => new Response(body, { status: 201 }));
        const error = await errorOf(client.createPaymentSession(input, 'key-1'));
        expect(error).to.include({ outcome: 'unknown', category: 'malformed' });
        expect(requests).to.have.length(1);
      });
    }

    it('204: unknown', async () => {
      const { client } = clientOf(() => new Response(null, { status: 204 }));
      const error = await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(error).to.include({ outcome: 'unknown', category: 'malformed' });
    });

    it('reads no more of a huge body than it needs', async () => {
      let sent = 0;
      const pull = (controller: ReadableStreamDefaultController) => {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000));
        if (sent >= 10_000_000) controller.close();
      };
      const { client } = clientOf(() => new Response(new ReadableStream({ pull }), { status: 200 }));
      expect(await errorOf(client.createPaymentSession(input, 'key-1'))).to.include({ outcome: 'unknown' });
      expect(sent).to.be.below(2_000_000);
    });
  });

  describe('an error body of another shape', () => {
    const bodies = ['', 'null', '[]', '"oops"', '{"errors":null}', '{"errors":[null,1,{}]}', '{"errors":{"code":"x"}}'];
    for (const body of bodies) {
      it(`${JSON.stringify(body)}: the status decides`, async () => {
        const { client } = clientOf(() => new Response(body, { status: 400 }));
        const error = await errorOf(client.createPaymentSession(input, 'key-1'));
        expect(error).to.include({ outcome: 'failed', category: 'validation' });
        expect(error.codes).to.eql([]);
      });
    }
  });

  describe('a partial success', () => {
    const successes = [{ resource_type: 'payment', resource_id: 'session-1', message: 'created' }, null, {}];

    it('brings the id to the caller and is no failure', async () => {
      const { client } = clientOf(() => refused(422, ['invalid_amount'], { successes }));
      const error = await errorOf(client.createPaymentSession(input, 'key-1'));
      expect(error).to.include({ outcome: 'unknown', code: 'invalid_amount' });
      expect(error.resources).to.eql(['session-1']);
    });

    it('is not forgotten when a later attempt is lost', async () => {
      const { client } = clientOf(() => refused(500, ['internal'], { successes }), reset);
      expect((await errorOf(client.createPaymentSession(input, 'key-1'))).resources).to.eql(['session-1']);
    });
  });

  describe('a wait', () => {
    const shown = (fields: object) => () => Response.json({ ...session, ...fields });
    const open = shown({ state: 'pending' });
    const sent = shown({ state: 'sent' });
    const missing = () => refused(404, ['session_not_found']);

    it('ends at once when the session is final', async () => {
      for (const state of ['sent', 'failed']) {
        const { client, requests } = clientOf(shown({ state, state_reason: 'X' }), open);
        const last = { ...session, state, state_reason: 'X' };
        expect(await client.waitForSession('a/b')).to.eql({ final: true, last });
        expect(requests.map(({ url }) => url)).to.eql(['https://banked.test/v2/payment_sessions/a%2Fb']);
      }
    });

    it('asks again, a second later at first and less and less often', async () => {
      const { client, requests, waits } = clientOf(open, open, open, sent);
      expect(await client.waitForSession('session-1')).to.deep.include({ final: true });
      expect(requests).to.have.length(4);
      expect(waits).to.eql([1_000, 1_500, 2_250]);
    });

    it('does not end with an error on the way, nor with its resolution, nor in a state that nobody knows', async () => {
      const { client, requests } = clientOf(
        shown({ state: 'awaiting_payment_consent', latest_error: { code: 'BANK_REJECTED' } }),
        shown({ state: 'initiated', latest_error: { code: 'PAYER_ACCOUNT_BLOCKED' } }),
        shown({ state: 'initiated', latest_error: null }),
        shown({ state: 'settled_by_owl' }),
        shown({ state: 'SENT' }),
        sent,
      );
      expect(await client.waitForSession('session-1')).to.deep.include({ final: true });
      expect(requests).to.have.length(6);
    });

    for (const [name, answer] of [
      ['internal', () => refused(500, ['internal'])],
      ['a reset', reset],
      ['silence', () => 'silence'],
      ['429', () => refused(429, [])],
      ['409', () => refused(409, ['brand_new'])],
      ['a success that cannot be read', () => new Response('<html>')],
      ['a session that cannot be found yet', missing],
    ] satisfies [string, Answer][]) {
      it(`survives ${name}`, async () => {
        const attempts: Answer[] = [answer, answer, answer, answer, answer];
        const { client } = clientOf(open, ...attempts, sent);
        expect(await client.waitForSession('session-1')).to.deep.include({ final: true });
      });
    }

    it('tells what it saw last when ten minutes are over, and how the last reading failed', async () => {
      const { client, waits } = clientOf(open);
      const last = { ...session, state: 'pending' };
      expect(await client.waitForSession('session-1')).to.eql({ final: false, last });
      expect(waits.reduce((sum, ms) => sum + ms)).to.be.within(530_000, 600_000);
      const failing = clientOf(open, () => new Response('<html>'));
      const waited = await failing.client.waitForSession('session-1');
      expect(waited).to.deep.include({ final: false, last });
      expect(waited).to.have.nested.property('error.category', 'malformed');
    });

    it('has nothing to tell when it could read nothing', async () => {
      const waited = await clientOf(() => refused(503, [])).client.waitForSession('session-1');
      expect(waited).to.include({ final: false }).and.not.have.property('last');
      expect(waited).to.have.nested.property('error.category', 'unavailable');
    });

    it('ends with a refusal that no waiting mends', async () => {
      for (const [status, code, category] of [
        [401, 'unauthorized', 'authentication'],
        [403, 'brand_new', 'permission'],
        [400, 'invalid_request', 'validation'],
      ] as const) {
        const { client, requests } = clientOf(open, () => refused(status, [code]), sent);
        const waited = await client.waitForSession('session-1');
        expect(waited).to.deep.include({ final: false, last: { ...session, state: 'pending' } });
        expect(waited).to.have.nested.property('error.category', category);
        expect(requests).to.have.length(2);
      }
    });

    it('gives up after a minute on a session that cannot be found', async () => {
      const { client, waits } = clientOf(missing);
      expect(await client.waitForSession('session-1')).to.have.nested.property('error.code', 'session_not_found');
      expect(waits.reduce((sum, ms) => sum + ms)).to.be.within(60_000, 75_000);
    });

    it('waits as long as Retry-After asks, between the readings too', async () => {
      const slow = () => refused(503, [], {}, { 'retry-after': '9' });
      const { client, waits } = clientOf(slow, slow, slow, slow, sent);
      await client.waitForSession('session-1');
      expect(waits).to.eql([9_000, 9_000, 9_000, 9_000]);
    });

    it('does not pass over a mistake of the program', async () => {
      const { client } = clientOf(open);
      const wait = Object.assign(client, { getPaymentSession: () => Promise.reject(new RangeError('oops')) });
      expect(await wait.waitForSession('1').catch((error: unknown) => error)).to.be.instanceOf(RangeError);
    });
  });

  describe('a payment from beginning to end', () => {
    it('creates one session and waits for it', async () => {
      const { client, requests } = clientOf(
        created,
        () => Response.json(session),
        () => Response.json({ ...session, state: 'sent' }),
      );
      expect(await client.pay(input, 'key-1')).to.eql({ final: true, last: { ...session, state: 'sent' } });
      expect(requests.map(({ init }) => init.method)).to.eql(['POST', 'GET', 'GET']);
      expect(requests[0]?.headers.get('idempotency-key')).to.equal('key-1');
      expect(requests[1]?.url).to.equal('https://banked.test/v2/payment_sessions/session-1');
    });

    it('waits for nothing when there is no session', async () => {
      const { client, requests } = clientOf(() => refused(400, ['invalid_amount']));
      expect(await errorOf(client.pay(input, 'key-1'))).to.include({ outcome: 'failed', code: 'invalid_amount' });
      expect(requests).to.have.length(1);
    });

    it('has seen the session when it was created, whatever comes then', async () => {
      const { client } = clientOf(created, () => refused(401, ['unauthorized']));
      const waited = await client.pay(input, 'key-1');
      expect(waited).to.deep.include({ final: false, last: session });
      expect(waited).to.have.nested.property('error.code', 'unauthorized');
    });
  });

  describe('secrets', () => {
    it('stay out of the error', async () => {
      const { client } = clientOf(reset);
      const error = await errorOf(client.createPaymentSession(input, 'key-1'));
      const everything = `${error.message} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(client)}`;
      for (const secret of ['sk_secret', btoa('pk_key:sk_secret')]) expect(everything).not.to.include(secret);
    });
  });

  it('refuses a key that no header can carry before it sends anything', async () => {
    const { client, requests } = clientOf(created);
    const error = await client.createPaymentSession(input, 'two\nlines').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(TypeError);
    expect(requests).to.have.length(0);
  });
});

function brokenBody(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":"sess'));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
}
