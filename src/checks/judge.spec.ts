import { expect } from 'chai';
import fc from 'fast-check';
import type { Belief } from '../model/belief.ts';
import type { Case, Effect, OperationFacts } from '../model/case.ts';
import type { RetryPromise } from '../model/client.ts';
import { categories, outcomes } from '../model/outcome.ts';
import type { ReplyEvent, TraceEvent, WebhookEvent } from '../model/trace.ts';
import { type Check, fail, inconclusive, verdictWords } from '../model/verdict.ts';
import { forgeries } from '../model/webhooks.ts';
import { aCase, notified, payment, reading, waiting } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';
import { judge, judgeBy } from './judge.ts';
import { checks } from './table.ts';

describe('judge', () => {
  it('has a verdict of every check, each of its own name', () => {
    const ids = checks.map(({ id }) => id);
    expect(Object.keys(judge(aCase().build()))).to.deep.equal(ids);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.have.members([
      'classify.outcome',
      'classify.category',
      'classify.code',
      'classify.unknown',
      'classify.recognised',
      'classify.variant',
      'retry.never',
      'retry.must',
      'retry.budget',
      'retry.backoff',
      'retry.after',
      'retry.key',
      'retry.body',
      'retry.fresh',
      'retry.refresh',
      'money.once',
      'money.belief',
      'money.resend',
      'async.final',
      'async.steady',
      'async.bounded',
      'async.paced',
      'async.survives',
      'async.reason',
      'async.no-resend',
      'webhook.authentic',
      'webhook.once',
      'webhook.answer',
      'robust.settles',
      'robust.contained',
      'robust.bounded',
      'secret.kept',
      'partial.kept',
    ]);
    for (const { demands } of checks) expect(demands).to.match(/^[A-Z].*\.$/);
  });

  it('tells the story of a client that pays twice', () => {
    const played = aCase({ scenario: { ...aCase().build().scenario, tape: 'reset after-commit' } });
    played.request(0, { key: 'key#1' }).effect().reset({ step: 0 });
    played.request(500, { key: 'key#2' }).effect().reply().tells(500, { outcome: 'succeeded' });
    const failed = Object.entries(judge(played.build())).filter(([, { verdict }]) => verdict === 'fail');
    expect(Object.fromEntries(failed)).to.deep.equal({
      'money.once': fail('must', 'one intent brought about 2 payments: at 0 ms, at 500 ms'),
      'retry.key': fail(
        'should',
        'attempt 2 (at 500 ms) carries another key than attempt 1, which ended in connection reset and may have gone through',
      ),
    });
  });

  it('finds nothing in a client that retries, reads after a conflict and settles', () => {
    const promise: RetryPromise = { attempts: 4, gapsMs: [500, 1000, 2000], jitter: 'equal' };
    const played = aCase({
      promise,
      scenario: { ...aCase().build().scenario, tape: 'reset after-commit, 500 internal' },
    });
    const key = { key: 'key#1' };
    played.request(0, key).effect().reset({ step: 0 }).request(250, key).error('internal', { step: 1 });
    played.request(750, key).error('already_exists').read(750).reply({ status: 200, state: 'paid' });
    const verdicts = judge(played.tells(750, { outcome: 'succeeded' }).build());
    expect(
      Object.values(verdicts).filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive'),
    ).to.deep.equal([]);
  });

  it('calls a check that throws inconclusive, and lets its neighbours judge', () => {
    const broken: Check = {
      id: 'broken',
      demands: 'Nothing.',
      judge: () => {
        throw new Error('no\u0007idea');
      },
    };
    const rude: Check = {
      id: 'rude',
      demands: 'Nothing.',
      judge: () => {
        throw 'words';
      },
    };
    const sound: Check = { id: 'sound', demands: 'Nothing.', judge: () => ({ verdict: 'pass' }) };
    expect(judgeBy([broken, rude, sound], aCase().build())).to.deep.equal({
      broken: inconclusive('the check itself threw: no\\x07idea'),
      rude: inconclusive('the check itself threw: words'),
      sound: { verdict: 'pass' },
    });
  });

  it('calls everything inconclusive where the tape cannot be read', () => {
    const played = aCase({ scenario: { ...aCase().build().scenario, tape: '???' } }).build();
    for (const verdict of Object.values(judge(played))) {
      expect(verdict).to.have.property('verdict', 'inconclusive');
      expect(verdict).to.have.property('reason').that.includes('Failed to read the tape "???"');
    }
  });

  describe('for any case', () => {
    it('never throws, says only its words, and never means its own fault', () => {
      fc.assert(
        fc.property(anyCase, (played) => {
          for (const verdict of Object.values(judge(played))) {
            expect(verdictWords).to.include(verdict.verdict);
            const text =
              verdict.verdict === 'pass' ? '-' : verdict.verdict === 'fail' ? verdict.message : verdict.reason;
            expect(text).to.be.a('string').with.length.above(0);
            expect(text).not.to.match(/itself threw|undefined|NaN|\[object/);
          }
        }),
        { numRuns: 500 },
      );
    });

    it('changes nothing, and says the same twice', () => {
      fc.assert(
        fc.property(anyCase, (played) => {
          const before = JSON.stringify(played);
          const verdicts = judge(played);
          expect(judge(played)).to.deep.equal(verdicts);
          expect(JSON.stringify(played)).to.equal(before);
        }),
      );
    });

    it('does not care for the order of the ledger, the rows or what is told', () => {
      fc.assert(
        fc.property(anyCase, (played) => {
          const turned: Case = {
            ...played,
            ledger: played.ledger.toReversed(),
            tells: played.tells.toReversed(),
            rows: Object.fromEntries(Object.entries(played.rows).reverse()),
          };
          const words = (verdicts: ReturnType<typeof judge>) => Object.values(verdicts).map(({ verdict }) => verdict);
          expect(words(judge(turned))).to.deep.equal(words(judge(played)));
        }),
      );
    });
  });
});

const at = fc.nat({ max: 5000 });
const callId = fc.constantFrom('call-1', 'call-2', 'follow-up');
const intent = fc.constantFrom('intent-1', 'intent-2');
const exchange = fc.integer({ min: 1, max: 6 });
const optional = { requiredKeys: [] };

const belief: fc.Arbitrary<Belief> = fc
  .tuple(
    fc.constantFrom(...outcomes),
    fc.record({ category: fc.constantFrom(...categories), code: fc.constantFrom('declined', 'odd') }, optional),
    fc.record({ resources: fc.constant<string[]>(['pay_1']), state: fc.constant('odd') }, optional),
  )
  .map(([outcome, named, shown]) => ({ outcome, ...named, ...shown }));

const reply: fc.Arbitrary<ReplyEvent> = fc
  .tuple(
    fc.record({
      at,
      exchange,
      status: fc.constantFrom(0, 200, 201, 302, 400, 404, 429, 500, 504),
      kind: fc.constantFrom('ok', 'error', 'state', 'fault'),
      codes: fc.subarray(['declined', 'odd']),
      delivered: fc.boolean(),
    }),
    fc.record(
      {
        row: fc.constantFrom(...Object.keys(acmeRows), 'acme/errors/gone'),
        fault: fc.constantFrom('reset', 'stall', 'html', 'refused', 'cut', 'bom', 'empty'),
        state: fc.constantFrom('open', 'refused', 'paid', 'odd'),
        step: fc.nat({ max: 3 }),
        resources: fc.constant<string[]>(['pay_1']),
        retryAfter: fc.constantFrom('0', '1', 'soon', '9'.repeat(400), 'Tue, 01 Jan 2030 00:00:02 GMT'),
        replayed: fc.constant(true as const),
        ambiguous: fc.constant(true as const),
        message: fc.constant('Acme says so'),
        reasons: fc.constant<string[]>(['insufficient_funds']),
      },
      optional,
    ),
  )
  .map(([facts, more]) => ({ event: 'reply', summary: `${facts.status} something`, ...facts, ...more }));

const otherEvent: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc
    .tuple(
      fc.record({
        at,
        exchange,
        method: fc.constantFrom('GET', 'POST'),
        path: fc.constantFrom('/payments', '/payments/1'),
        body: fc.constantFrom('', '{"reference":"order-1"}', '{"reference":"order-2"}', '<'),
      }),
      fc.record(
        {
          call: callId,
          intent,
          operation: fc.constantFrom('createPayment', 'getPayment', 'other'),
          key: fc.constantFrom('key#1', 'key#2'),
          credentials: fc.constantFrom('credentials#1', 'credentials#2'),
        },
        optional,
      ),
    )
    .map(([facts, more]): TraceEvent => ({ event: 'request', ...facts, ...more })),
  fc.record({ at, exchange }).map((facts): TraceEvent => ({ event: 'aborted', ...facts })),
  fc
    .record({ at, call: callId, how: fc.constantFrom('value', 'error') })
    .map((facts): TraceEvent => ({ event: 'settled', ...facts })),
);

const books = fc.record({ applied: fc.nat({ max: 3 }), outcome: fc.constantFrom(...outcomes) }, optional);

const webhook: fc.Arbitrary<WebhookEvent> = fc
  .tuple(
    fc.record({
      at,
      name: fc.constantFrom('event-1', 'event-2'),
      type: fc.constantFrom('payment_paid', 'some.future.event'),
      state: fc.constantFrom('open', 'refused', 'paid', 'odd', 'constructor'),
      before: books,
      after: books,
    }),
    fc.record(
      {
        call: callId,
        forged: fc.constantFrom(...forgeries),
        unlisted: fc.constant(true as const),
        early: fc.constant(true as const),
        status: fc.constantFrom(200, 204, 401, 500),
        asked: fc.boolean(),
        thrown: fc.constant({ name: 'Error', message: 'no such table', raw: false }),
      },
      optional,
    ),
  )
  .map(([facts, more]) => ({ event: 'webhook', ...facts, ...more }));

const effect: fc.Arbitrary<Effect> = fc
  .tuple(
    fc.record({
      at,
      exchange,
      kind: fc.constantFrom('payment', 'grant'),
      resource: fc.constantFrom('pay_1', 'pay_2'),
      state: fc.constantFrom('open', 'final', 'nothing'),
    }),
    fc.record({ intent }, optional),
  )
  .map(([facts, more]) => ({ ...facts, ...more }));

const call = fc
  .tuple(
    fc.record({ id: callId, intent, at, how: fc.constantFrom('value', 'error', 'never') }),
    fc.record({ settledAt: at, belief, interpretFault: fc.constant('interpret threw') }, optional),
  )
  .map(([facts, more]) => ({ operation: 'createPayment', input: {}, idempotencyKey: 'a-key', ...facts, ...more }));

const anyCase = fc
  .record({
    operation: fc.constantFrom<OperationFacts[]>(payment, reading, waiting, notified, {
      ...waiting,
      pollEveryMs: 3000,
    }),
    promise: fc.constantFrom<Case['promise'][]>(
      undefined,
      false,
      { attempts: 3 },
      { attempts: 2, gapsMs: [500], deadlineMs: 9000 },
    ),
    calls: fc.array(call, { maxLength: 3 }),
    trace: fc.array(fc.oneof(reply, otherEvent, webhook), { maxLength: 14 }),
    ledger: fc.array(effect, { maxLength: 4 }),
    tape: fc.constantFrom('', 'reset', 'ok, 402 declined', 'getPayment: 404'),
    ending: fc.constantFrom('settled', 'settled', 'hung', 'requests', 'time'),
  })
  .map(
    ({ operation, promise, tape, calls, ...rest }): Case => ({
      ...aCase().build(),
      ...rest,
      operation,
      calls: calls.map((one) => ({ ...one, operation: operation.name })),
      ...(promise === undefined ? {} : { promise }),
      tells: ['outcome', 'category', 'code', 'reason', 'resources'],
      scenario: { ...aCase().build().scenario, tape },
    }),
  );
