import { expect } from 'chai';
import fc from 'fast-check';
import type { BankedClient } from '../../examples/banked/client.ts';
import { callOf, input, key, type Told } from './call.ts';
import { type Answer, type Provider, providerAnswering, refused, unavailable } from './provider.ts';

/** One test of the suite. Gives back what it has played. */
export interface Test {
  title: string;
  run(client: BankedClient): Promise<Played[]>;
}

/** A scenario that a test has played; `name` is that of the bench's sample, for the comparison and nothing else. */
export interface Played {
  name: string;
  told: Told;
  provider: Provider;
}

const createIt = (client: BankedClient) => client.createPaymentSession(input, key);
const readIt = (client: BankedClient) => client.getPaymentSession('session-7');
const operations = { createPaymentSession: createIt, getPaymentSession: readIt };
type Operation = keyof typeof operations;

/** Calls, and checks what holds whatever happens: one session at most, one key, the same request again. */
async function play(client: BankedClient, operation: Operation, tape: string, ...answers: Answer[]): Promise<Played> {
  const provider = providerAnswering(...answers);
  const told = await callOf(() => operations[operation](client));
  expect(provider.sessions.size).to.be.at.most(1);
  for (const request of provider.requests) {
    expect(request).to.deep.equal(provider.requests[0]);
    if (operation === 'createPaymentSession') expect(request.key).to.equal(key);
  }
  if (told.outcome === 'failed') expect(provider.sessions.size).to.equal(0);
  return { name: `${operation}: ${tape}`, told, provider };
}

interface Row {
  status: number;
  code: string;
  category: string;
  outcome?: 'failed' | 'unknown';
  operation?: Operation;
}

/** Codes after which nothing is tried again. */
const definite: Row[] = [
  { status: 401, code: 'unauthorized', category: 'authentication' },
  { status: 404, code: 'not_found', category: 'not_found' },
  { status: 405, code: 'method_not_allowed', category: 'validation' },
  { status: 409, code: 'invalid_action', category: 'conflict', outcome: 'unknown' },
  { status: 409, code: 'invalid_idempotency_key', category: 'idempotency', outcome: 'unknown' },
  { status: 413, code: 'decoding', category: 'validation' },
  ...[
    'bad_request',
    'decoding',
    'invalid',
    'invalid_amount',
    'invalid_amount_cents',
    'invalid_bank_account',
    'invalid_business',
    'invalid_currency',
    'invalid_description',
    'invalid_error_url',
    'invalid_expiration',
    'invalid_expiration_format',
    'invalid_line_items.amount_cents',
    'invalid_payee',
    'invalid_payee_account_identifier',
    'invalid_payee_name',
    'invalid_payer_email',
    'invalid_reference',
    'invalid_request',
    'invalid_success_url',
    'missing_amount_or_line_items',
    'missing_currency_or_line_items',
  ].map((code) => ({ status: 400, code, category: 'validation' })),
  { status: 401, code: 'unauthorized', category: 'authentication', operation: 'getPaymentSession' },
  { status: 404, code: 'session_not_found', category: 'not_found', operation: 'getPaymentSession' },
  { status: 400, code: 'invalid_request', category: 'validation', operation: 'getPaymentSession' },
];

const codes: Test = {
  title: 'a documented code is told as what it is, and not tried again',
  async run(client) {
    const played: Played[] = [];
    const property = fc.asyncProperty(fc.constantFrom(...definite), async (row) => {
      const { status, code, category, outcome = 'failed', operation = 'createPaymentSession' } = row;
      const one = await play(client, operation, `${status} ${code} ×∞`, () => refused(status, [code]));
      expect(one.told).to.include({ outcome, category, code });
      expect(one.provider.requests).to.have.length(1);
      played.push(one);
    });
    // Every row once, rather than as many drawn by chance.
    await fc.assert(property, { examples: definite.map((row) => [row]), numRuns: definite.length });
    return played;
  },
};

const otherRefusals: Test[] = [
  test('several codes at once', 'createPaymentSession', '400 invalid_amount+invalid_currency', {
    answers: [() => refused(400, ['invalid_amount', 'invalid_currency'])],
    expects: { outcome: 'failed', category: 'validation', code: 'invalid_amount' },
    attempts: 1,
  }),
  test('an unknown code under 400', 'createPaymentSession', '400 some_future_code', {
    answers: [() => refused(400, ['some_future_code'])],
    expects: { outcome: 'failed', category: 'validation', code: 'some_future_code' },
    attempts: 1,
  }),
  test('an unknown code under 500, once', 'createPaymentSession', '500 some_future_code', {
    answers: [() => refused(500, ['some_future_code']), () => 'ok'],
    expects: { outcome: 'succeeded' },
    attempts: 2,
  }),
];

const broken: Test[] = [
  test('a provider that stays broken', 'createPaymentSession', '500 internal ×∞', {
    answers: [() => refused(500, ['internal'])],
    expects: { outcome: 'unknown', category: 'internal', code: 'internal' },
    attempts: 4,
  }),
  test('a provider that recovers', 'createPaymentSession', '500 internal, ok', {
    answers: [() => refused(500, ['internal']), () => 'ok'],
    expects: { outcome: 'succeeded' },
    attempts: 2,
  }),
  test(
    'a session that exists although every reply is an error',
    'createPaymentSession',
    '500 internal after-commit ×∞',
    {
      answers: [() => 'ok, but the reply is lost in a 500'],
      expects: { outcome: 'unknown', category: 'internal' },
      attempts: 4,
      sessions: 1,
    },
  ),
  test(
    'a session that exists although the first reply is an error',
    'createPaymentSession',
    '500 internal after-commit, ok',
    {
      answers: [() => 'ok, but the reply is lost in a 500', () => 'ok'],
      expects: { outcome: 'succeeded' },
      attempts: 2,
      sessions: 1,
    },
  ),
  test('a reading that stays broken', 'getPaymentSession', '500 internal ×∞', {
    answers: [() => refused(500, ['internal'])],
    expects: { outcome: 'unknown', category: 'internal' },
    attempts: 4,
  }),
  test('a reading that recovers', 'getPaymentSession', '500 internal, ok', {
    answers: [() => refused(500, ['internal']), () => 'ok'],
    expects: { outcome: 'succeeded' },
    attempts: 2,
  }),
  test('a payment that has failed', 'getPaymentSession', 'state:failed ×∞', {
    answers: [() => Response.json({ id: 'session-7', state: 'failed', state_reason: 'BANK_REJECTED' })],
    expects: { outcome: 'succeeded' },
    attempts: 1,
  }),
];

/** Each form of Retry-After: what the header says, what the client has to wait before it tries again, and whether that helps. */
const waits: [retryAfter: string, waitsMs: number, recovers: boolean][] = [
  ['2', 2_000, true],
  ['90', 30_000, true],
  ['"Tue, 01 Jan 2030 00:00:05 GMT"', 5_000, true],
  ['99999999999', 30_000, true],
  ['0', 250, false],
  ['"Wed, 21 Oct 2015 07:28:00 GMT"', 250, false],
  ['-5', 250, false],
  ['soon', 250, false],
];

function retryAfter(operation: Operation): Test[] {
  return waits.map(([header, waitsMs, recovers]) => {
    const answer = (): Response => unavailable(header.replaceAll('"', ''));
    return test(
      `Retry-After: ${header} (${operation})`,
      operation,
      `html 503 ra=${header}${recovers ? ', ok' : ' ×∞'}`,
      {
        answers: recovers ? [answer, () => 'ok'] : [answer],
        expects: recovers ? { outcome: 'succeeded' } : { outcome: 'unknown', category: 'unavailable' },
        attempts: recovers ? 2 : 4,
        waitsMs,
      },
    );
  });
}

function shapes(operation: Operation): Test[] {
  return [
    test(`a success without a session (${operation})`, operation, 'json 200 "null" ×∞', {
      answers: [() => Response.json(null)],
      expects: { outcome: 'unknown', category: 'malformed' },
      attempts: 1,
    }),
    test(`an error without an error (${operation})`, operation, 'json 400 "[]"', {
      answers: [() => Response.json([], { status: 400 })],
      expects: { outcome: 'failed', category: 'validation' },
      attempts: 1,
    }),
  ];
}

/** The suite that a team would write today for the bench's sample. */
export const suite: readonly Test[] = [
  codes,
  ...otherRefusals,
  ...broken,
  ...retryAfter('createPaymentSession'),
  ...retryAfter('getPaymentSession'),
  ...shapes('createPaymentSession'),
  ...shapes('getPaymentSession'),
];

interface Expected {
  answers: Answer[];
  expects: Partial<Told>;
  attempts: number;
  sessions?: number;
  waitsMs?: number;
}

function test(title: string, operation: Operation, tape: string, expected: Expected): Test {
  return {
    title,
    async run(client) {
      const played = await play(client, operation, tape, ...expected.answers);
      expect(played.told).to.include(expected.expects);
      expect(played.provider.requests).to.have.length(expected.attempts);
      if (expected.sessions !== undefined) expect(played.provider.sessions.size).to.equal(expected.sessions);
      if (expected.waitsMs !== undefined) expect(played.told.tookMs).to.be.at.least(expected.waitsMs);
      return [played];
    },
  };
}
