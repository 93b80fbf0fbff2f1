import { expect } from 'chai';
import type { Judged } from '../../src/engine/judge-scenario.ts';
import type { Observation, PolicyCard } from '../../src/model/policy.ts';
import { policyCard } from '../../src/policy/policy-card.ts';
import {
  failedIn,
  foundIn,
  gapsOf,
  playMatrix,
  playTape,
  requestsOf,
  settledIn,
  stopChildren,
  timelineOf,
} from './rig.spec.ts';

const create = 'createPaymentIntent';
const retrieve = 'retrievePaymentIntent';

const configs: Record<string, string> = {
  stripe: 'stripe.config.ts',
  'stripe/retries-0': 'stripe-options.config.ts',
  'stripe/retries-1': 'stripe-options.config.ts',
  'stripe/retries-5': 'stripe-options.config.ts',
};
function play(operation: string, tape: string, client = 'stripe', seed = 1): Promise<Judged> {
  return playTape(operation, tape, { config: configs[client] ?? '', client, provider: 'stripe', seed });
}

/**
 * What breaks in the middle of a body, with when the call ends, in milliseconds: a StripeConnectionError after one attempt, and a
 * stall there is given the same 80 seconds. None as yet: no tape can say it.
 */
const brokenBodies: [tape: string, endsAt: number][] = [
  ['cut ×∞', 0],
  ['stall-body ×∞', 80_000],
];

/** A reply with this text for a body, in the words of a tape. */
function json(status: number, text: string): string {
  return `json ${status} ${JSON.stringify(text)}`;
}

describe('stripe 23.1.0', function () {
  this.timeout(60_000);
  after(() => stopChildren(...Object.values(configs)));

  describe('the happy path', () => {
    it('makes one payment, which is told by its marker in a form', async () => {
      // The key is of the SDK's own making: the marker alone can tell the intent.
      const judged = await play(create, 'ok');
      const [request, ...more] = requestsOf(judged);
      expect(more).to.deep.equal([]);
      expect(request).to.include({ method: 'POST', path: '/v1/payment_intents', key: 'key#1', intent: 'intent-1' });
      expect(request?.contentType).to.equal('application/x-www-form-urlencoded');
      expect(judged.evidence?.ledger).to.have.lengthOf(1);
      expect(judged.evidence?.ledger[0]).to.include({ kind: 'payment', intent: 'intent-1', state: 'final' });
      expect(judged.belief).to.deep.equal({ outcome: 'succeeded', state: 'succeeded' });
    });

    it('tells the states of a PaymentIntent', async () => {
      const told: [state: string, outcome: string][] = [
        ['requires_action', 'pending'],
        ['processing', 'pending'],
        ['canceled', 'failed'],
      ];
      for (const [state, outcome] of told)
        expect((await play(create, `state:${state}`)).belief).to.deep.equal({ outcome, state });
      expect((await play(retrieve, 'state:canceled')).belief).to.deep.equal({
        outcome: 'succeeded',
        state: 'canceled',
      });
    });
  });

  describe('attempts', () => {
    for (const step of ['409', '500', '501', '502', '503', '504', '599', 'html 502', 'reset', 'refused', 'dns']) {
      it(`are three, 500 ms apart without jitter, one more than its README says: ${step}`, async () => {
        for (const seed of [1, 2]) {
          const judged = await play(create, `${step} ×∞`, 'stripe', seed);
          expect(gapsOf(judged)).to.deep.equal([500, 500]);
          expect(requestsOf(judged).map(({ method, path, key }) => [method, path, key])).to.deep.equal(
            Array.from({ length: 3 }, () => ['POST', '/v1/payment_intents', 'key#1']),
          );
          // Bodies do not stand in a report, so the check says that they are the same.
          for (const check of ['retry.body', 'retry.key'])
            expect(judged.verdicts[check], check).to.deep.equal({ verdict: 'pass' });
          expect(failedIn(judged)).to.deep.equal(['must retry.budget']);
        }
        const reading = await play(retrieve, `${step} ×∞`);
        expect(gapsOf(reading)).to.deep.equal([500, 500]);
        expect(requestsOf(reading).map(({ method, key }) => [method, key])).to.deep.equal(
          Array.from({ length: 3 }, () => ['GET', undefined]),
        );
        expect(failedIn(reading)).to.deep.equal(['must retry.budget']);
      });
    }

    for (const step of ['400', '401', '402', '403', '404', '405', '408', '410', '413', '422', '424', '425', '429']) {
      it(`is one: ${step}`, async () => {
        for (const operation of [create, retrieve]) {
          const judged = await play(operation, `${step} ×∞`);
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(failedIn(judged).filter((failed) => failed.includes('retry.'))).to.deep.equal([]);
        }
      });
    }

    const asked = ['2', '90', '0', '-5', 'soon', '2147484', '"Tue, 01 Jan 2030 00:00:05 GMT"'];
    for (const value of asked) {
      it(`heed no Retry-After: ${value}`, async () => {
        for (const operation of [create, retrieve])
          expect(gapsOf(await play(operation, `html 503 ra=${value}, ok`))).to.deep.equal([500]);
        expect(requestsOf(await play(create, `429 rate_limit ra=${value}, ok`))).to.have.lengthOf(1);
      });
    }

    it('are as many as the header Stripe-Should-Retry says', async () => {
      const asked = await play(create, '400 header="stripe-should-retry: true", ok');
      expect(gapsOf(asked)).to.deep.equal([500]);
      const forbidden = await play(create, '500 header="stripe-should-retry: false" ×∞');
      expect(gapsOf(forbidden)).to.deep.equal([]);
    });

    it('end after 80 seconds without an answer', async () => {
      for (const operation of [create, retrieve]) {
        const judged = await play(operation, 'stall ×∞');
        expect(requestsOf(judged).map(({ at }) => at)).to.deep.equal([0, 80_500, 161_000]);
        expect(settledIn(judged)?.at).to.equal(241_000);
        expect(settledIn(judged)?.thrown).to.include({
          name: 'StripeConnectionError',
          message: 'Request aborted due to timeout being reached (80000ms)',
        });
        expect(judged.belief).to.include({ outcome: 'unknown', category: 'network' });
      }
    });

    for (const [tape, endsAt] of brokenBodies) {
      it(`is one where a body breaks: ${tape}`, async () => {
        for (const operation of [create, retrieve]) {
          const judged = await play(operation, tape);
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(settledIn(judged)).to.include({ at: endsAt });
          expect(settledIn(judged)?.thrown?.name).to.equal('StripeConnectionError');
          expect(judged.belief).to.include({ outcome: 'unknown', category: 'network' });
          // A broken connection is tried again, as it promises, but not one that breaks in the body.
          expect(failedIn(judged)).to.deep.equal(['should retry.must']);
        }
      });
    }

    it('that were lost on their way make one payment', async () => {
      for (const tape of ['reset after-commit, ok', 'stall after-commit, ok']) {
        const judged = await play(create, tape);
        expect([judged.effects, judged.belief?.outcome]).to.deep.equal([1, 'succeeded']);
        expect(failedIn(judged)).to.deep.equal([]);
      }
    });

    it('under a key that remembers a 500 get that 500 again', async () => {
      const judged = await play(create, '500 after-commit, ok');
      const replies = timelineOf(judged).flatMap((event) => (event.event === 'reply' ? [event.status] : []));
      expect(replies).to.deep.equal([500, 500, 500]);
      expect([judged.effects, judged.belief?.outcome]).to.deep.equal([1, 'unknown']);
    });
  });

  describe('attempts of another number', () => {
    it('are six, with jitter from the third wait on', async () => {
      for (const tape of ['409 ×∞', '503 ×∞', 'reset ×∞']) {
        const judged = await play(create, tape, 'stripe/retries-5');
        const [first, second, third, fourth, fifth, ...more] = gapsOf(judged);
        expect([first, second, more]).to.deep.equal([500, 500, []]);
        expect(third).to.be.within(500, 1000);
        expect(fourth).to.be.within(1000, 2000);
        expect(fifth).to.be.within(2000, 4000);
        expect(new Set(requestsOf(judged).map(({ key }) => key))).to.deep.equal(new Set(['key#1']));
        expect(failedIn(judged)).to.deep.equal([]);
      }
    });

    it('are two where one retry is asked for in so many words', async () => {
      expect(gapsOf(await play(create, '500 ×∞', 'stripe/retries-1'))).to.deep.equal([500]);
    });

    it('are two after a closed connection even with no retries, and one after all else', async () => {
      const none = 'stripe/retries-0';
      expect(gapsOf(await play(create, 'reset ×∞', none))).to.deep.equal([500]);
      expect(gapsOf(await play(create, 'reset, refused ×∞', none))).to.deep.equal([500]);
      for (const tape of ['refused ×∞', 'dns ×∞', 'stall ×∞', '500 ×∞', '409 ×∞'])
        expect(gapsOf(await play(create, tape, none)), tape).to.deep.equal([]);
    });
  });

  describe('its policy card', () => {
    async function cardOf(client: string, tapes: string[]): Promise<PolicyCard | undefined> {
      const observed: Observation[] = [];
      for (const tape of tapes) observed.push((await play(create, tape, client)).observed ?? {});
      return policyCard(observed, { key: 'header idempotency-key', retries: { attempts: 2 } });
    }
    const lasting = ['409 ×∞', '500 ×∞', '502 ×∞', '503 ×∞', '504 ×∞', 'reset ×∞', 'refused ×∞'];

    it('says what its source does, and where that is not what its README says', async () => {
      const card = await cardOf('stripe', [
        ...lasting,
        'stall ×∞',
        'cut ×∞',
        '400 ×∞',
        'html 503 ra=2 ×∞',
        'html 503 ra=90, ok',
      ]);
      expect(card?.retries.statuses).to.deep.include({
        retried: ['409', '500', '502', '503', '504'],
        notRetried: ['400'],
        varies: [],
      });
      expect(card?.retries.transport).to.deep.include({ retried: ['refused', 'reset', 'stall'], notRetried: ['cut'] });
      expect(card?.gapFit).to.deep.equal({ gapsMs: [500, 500], jitter: 'none' });
      expect(card?.retryAfter.map(({ askedMs, does }) => [askedMs, does])).to.deep.equal([
        [2000, 'ignored'],
        [90_000, 'ignored'],
      ]);
      expect(card).to.include({ attempts: 3, timeoutMs: 80_000, deadlineMs: 241_000, amplification: 1.5 });
      expect(card?.key).to.include({ whose: 'own', stable: true });
      expect(card?.differences).to.deep.equal(['promises 2 attempts, makes 3']);
    });

    it('names no kind of jitter where two waits have none and the others do', async () => {
      const card = await cardOf('stripe/retries-5', lasting);
      expect(card).to.include({ attempts: 6 }).and.not.to.have.property('gapFit');
      const [first, second, third] = card?.gaps ?? [];
      expect([first, second]).to.deep.equal([
        { from: 500, to: 500, samples: 7 },
        { from: 500, to: 500, samples: 7 },
      ]);
      expect(third?.from).to.be.within(500, 1000);
      expect(third?.to).to.be.within(500, 1000);
    });
  });

  describe('its error classes', () => {
    const classes: [tape: string, name: string, outcome: string, category: string, code: string | undefined][] = [
      ['400 parameter_missing', 'StripeInvalidRequestError', 'failed', 'validation', 'parameter_missing'],
      ['404 resource_missing', 'StripeInvalidRequestError', 'failed', 'not_found', 'resource_missing'],
      ['400 type:idempotency_error', 'StripeIdempotencyError', 'failed', 'idempotency', 'unspecified_key'],
      ['401 api_key_expired', 'StripeAuthenticationError', 'failed', 'authentication', 'api_key_expired'],
      ['402 card_declined', 'StripeCardError', 'failed', 'declined', 'card_declined'],
      // By the status: the type of the error, card_error or not, is not looked at.
      ['402 a_new_code type:a_new_type', 'StripeCardError', 'failed', 'declined', 'a_new_code'],
      ['400 a_new_code type:card_error', 'StripeInvalidRequestError', 'failed', 'validation', 'a_new_code'],
      ['403 secret_key_required', 'StripePermissionError', 'failed', 'permission', 'secret_key_required'],
      ['429 lock_timeout', 'StripeRateLimitError', 'retryable', 'rate_limit', 'lock_timeout'],
      ['400 rate_limit', 'StripeRateLimitError', 'retryable', 'rate_limit', 'rate_limit'],
      ['409 idempotency_key_in_use ×∞', 'StripeAPIError', 'unknown', 'conflict', 'idempotency_key_in_use'],
      ['408', 'StripeAPIError', 'failed', 'timeout', 'unspecified'],
      ['500 type:api_error ×∞', 'StripeAPIError', 'unknown', 'internal', 'unspecified_fault'],
      ['html 502 ×∞', 'StripeAPIError', 'unknown', 'malformed', undefined],
      ['reset ×∞', 'StripeConnectionError', 'unknown', 'network', undefined],
    ];
    for (const [tape, name, outcome, category, code] of classes) {
      it(`are ${name}, and tell ${outcome} and ${category}: ${tape}`, async () => {
        const judged = await play(create, tape);
        expect(settledIn(judged)?.thrown?.name).to.equal(name);
        expect(judged.belief).to.include({ outcome, category });
        expect(judged.belief?.code).to.equal(code);
      });
    }

    it('count the retries after a broken connection', async () => {
      const message = 'An error occurred with our connection to Stripe. Request was retried 2 times.';
      for (const tape of ['reset ×∞', 'refused ×∞', 'dns ×∞'])
        expect(settledIn(await play(create, tape))?.thrown?.message, tape).to.equal(message);
    });

    for (const text of ['not json', '', '{"id":', '<html></html>']) {
      it(`tell a success that is no JSON: ${JSON.stringify(text)}`, async () => {
        for (const operation of [create, retrieve]) {
          const judged = await play(operation, json(200, text));
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(settledIn(judged)?.thrown).to.include({
            name: 'StripeAPIError',
            message: 'Invalid JSON received from the Stripe API',
          });
          // Without a statusCode.
          expect(judged.belief).to.include({ outcome: 'unknown', category: 'malformed' });
          expect(failedIn(judged)).to.deep.equal([]);
        }
      });
    }
  });

  describe('what is wrong with it is found', () => {
    // esm/RequestSender.js:107 takes for a success whatever has no truthy `error`, and never looks at the status.
    const errorless: [status: number, text: string][] = [
      [402, '{}'],
      [400, '[]'],
      [400, '{"error":null}'],
      [400, '{"errors":[]}'],
      [403, '{"error":""}'],
    ];
    for (const [status, text] of errorless) {
      it(`a refusal without an error is a success: ${json(status, text)}`, async () => {
        const making = await play(create, json(status, text));
        expect([settledIn(making)?.thrown, making.belief, making.effects]).to.deep.equal([
          undefined,
          { outcome: 'succeeded' },
          0,
        ]);
        expect(failedIn(making)).to.deep.equal(['must classify.unknown', 'must money.belief']);
        expect(failedIn(await play(retrieve, json(status, text)))).to.deep.equal(['should classify.unknown']);
      });
    }

    it('a success that is no PaymentIntent is one: json 200 "[]"', async () => {
      expect(failedIn(await play(create, json(200, '[]')))).to.deep.equal([
        'must money.belief',
        'should classify.outcome',
      ]);
      expect(failedIn(await play(retrieve, json(200, '[]')))).to.deep.equal(['should classify.outcome']);
    });

    // esm/RequestSender.js:107 reads a field of what may be null.
    for (const status of [200, 400]) {
      it(`null is a TypeError: json ${status} "null"`, async () => {
        for (const operation of [create, retrieve]) {
          const judged = await play(operation, json(status, 'null'));
          expect(failedIn(judged)).to.deep.equal(['should classify.recognised']);
          expect(settledIn(judged)?.thrown).to.include({
            name: 'TypeError',
            message: "Cannot read properties of null (reading 'error')",
            raw: true,
          });
        }
      });
    }

    // esm/RequestSender.js:161 throws where its own rejection handler (:167) does not hear it, so nobody calls back.
    for (const [status, text] of [
      [400, '"oops"'],
      [402, '0'],
      [200, '"oops"'],
      [200, 'true'],
    ] as const) {
      it(`a text or a number ends in a stray rejection, and the call never returns: ${json(status, text)}`, async () => {
        for (const operation of [create, retrieve]) {
          const judged = await play(operation, json(status, text));
          expect(failedIn(judged)).to.deep.equal(['must robust.contained', 'must robust.settles']);
          expect(judged.verdicts['robust.contained']).to.include({
            message: 'left a rejection unhandled at 0 ms: TypeError: Object.defineProperty called on non-object',
          });
          expect(settledIn(judged)).to.equal(undefined);
        }
      });
    }

    // README "Network retries": one reattempt; esm/platform/PlatformFunctions.js:50 says 2.
    it('it makes one attempt more than its README says', async () => {
      expect((await play(create, '500 ×∞')).verdicts['retry.budget']).to.deep.equal({
        verdict: 'fail',
        severity: 'must',
        message: 'made 3 attempts, although it promises at most 2',
      });
    });

    // esm/RequestSender.js:232-246 computes the wait from the number of retries alone.
    it('it does not wait as long as it is asked to', async () => {
      expect(failedIn(await play(create, 'html 503 ra=2, ok'))).to.deep.equal(['should retry.after']);
    });
  });

  it('has nothing else wrong with it, but for the one attempt more', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const report = await playMatrix('stripe-options.config.ts', 'stripe/budget-aside');
    expect(report.controls.map(({ passed }) => passed)).to.deep.equal([true, true]);
    expect(report.totals).to.include({ inconclusive: 0, 'by-hand': 2 });
    expect(foundIn(report, 'must')).to.deep.equal([
      'classify.unknown wire/json-shape-error',
      'money.belief wire/json-shape-error',
      'money.belief wire/json-shape-success',
      'robust.contained wire/json-shape-error',
      'robust.contained wire/json-shape-success',
      'robust.settles wire/json-shape-error',
      'robust.settles wire/json-shape-success',
    ]);
    expect(foundIn(report, 'should')).to.deep.equal([
      // Of the TypeError: who catches it can name no category.
      'classify.category wire/json-shape-error',
      'classify.outcome wire/json-shape-success',
      'classify.recognised wire/json-shape-error',
      'classify.recognised wire/json-shape-success',
      'classify.unknown wire/json-shape-error',
      'retry.after stripe/rules/retry-after',
      'retry.after wire/retry-after-date',
      'retry.after wire/retry-after-huge',
      'retry.after wire/retry-after-seconds',
      'retry.must wire/cut',
      'retry.must wire/stall-body',
    ]);
  });
});
