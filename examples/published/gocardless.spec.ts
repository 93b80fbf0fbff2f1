import { expect } from 'chai';
import type { Judged } from '../../src/engine/judge-scenario.ts';
import type { Severity } from '../../src/model/requirement.ts';
import { failedIn, foundIn, gapsOf, playMatrix, playTape, requestsOf, settledIn, stopChildren } from './rig.spec.ts';

const config = 'gocardless.config.ts';

function play(operation: string, tape: string, client = 'gocardless-nodejs'): Promise<Judged> {
  return playTape(operation, tape, { config, client, provider: 'gocardless' });
}

/**
 * What breaks in the middle of a body, with how often a reading is then sent, and when the call ends; `undefined`: never. A stall there
 * has no more of a timeout than one before the head. None as yet: no tape can say it.
 */
const brokenBodies: [tape: string, requests: number, endsAt: number | undefined][] = [
  ['cut ×∞', 3, 3_104],
  ['stall-body ×∞', 1, undefined],
];

async function gapsWhen(operation: string, tape: string): Promise<number[]> {
  return gapsOf(await play(operation, tape));
}

/** The checks that failed; the secret in the error's reply is a test of its own. */
function brokenIn(judged: Judged): string[] {
  return failedIn(judged).filter((failed) => failed !== 'should secret.kept');
}

function body(error: object): string {
  return JSON.stringify(JSON.stringify({ error }));
}

describe('gocardless-nodejs 10.1.2', function () {
  this.timeout(60_000);
  after(() => stopChildren(config));

  describe('a creation', () => {
    const refusals = ['400', '408', '409', '413', '429', '500', '502', '503 ra=2', '504', '521', '522', '524'];
    for (const step of [...refusals, 'html 502', 'empty 503', 'reset', 'refused', 'dns']) {
      const tape = `${step} ×∞`;
      it(`is sent once, under a key: ${tape}`, async () => {
        const requests = requestsOf(await play('createPayment', tape));
        expect(requests.map(({ method, path, key }) => [method, path, key])).to.deep.equal([
          ['POST', '/payments', 'key#1'],
        ]);
      });
    }

    it('makes one payment, which is told by its marker', async () => {
      const judged = await play('createPayment', 'ok');
      expect(requestsOf(judged)).to.have.lengthOf(1);
      expect(judged.evidence?.ledger).to.have.lengthOf(1);
      expect(judged.evidence?.ledger[0]).to.include({ kind: 'payment', intent: 'intent-1', state: 'open' });
      expect(judged.belief).to.deep.equal({ outcome: 'succeeded', state: 'pending_submission' });
    });

    it('that conflicts with an earlier one reads that one, and is neither a retry nor another body', async () => {
      const judged = await play('createPayment', '409 idempotent_creation_conflict after-commit ×∞');
      const resource = judged.evidence?.ledger[0]?.resource;
      expect(requestsOf(judged).map(({ method, path, key }) => [method, path, key])).to.deep.equal([
        ['POST', '/payments', 'key#1'],
        ['GET', `/payments/${resource}`, undefined],
      ]);
      expect(judged.belief).to.deep.equal({ outcome: 'succeeded', state: 'pending_submission' });
      expect(judged.effects).to.equal(1);
      expect(brokenIn(judged)).to.deep.equal([]);
      for (const check of ['retry.body', 'retry.key', 'retry.backoff'])
        expect(judged.verdicts[check], check).to.include({ verdict: 'not-applicable' });
      expect(judged.verdicts['retry.never']).to.deep.equal({ verdict: 'pass' });
    });
  });

  it('raises a conflict where it is asked to, and then reads nothing', async () => {
    const judged = await play('createPayment', '409 idempotent_creation_conflict ×∞', 'gocardless-nodejs/raises');
    expect(requestsOf(judged)).to.have.lengthOf(1);
    expect(settledIn(judged)?.thrown?.name).to.equal('IdempotentCreationConflictError');
    expect(judged.belief).to.deep.include({
      outcome: 'unknown',
      category: 'conflict',
      codes: ['idempotent_creation_conflict'],
    });
    expect(brokenIn(judged)).to.deep.equal([]);
  });

  describe('what breaks in the middle of a body', () => {
    for (const [tape, requests, endsAt] of brokenBodies) {
      it(`is played: ${tape}`, async () => {
        expect(requestsOf(await play('createPayment', tape))).to.have.lengthOf(1);
        const reading = await play('findPayment', tape);
        expect(requestsOf(reading)).to.have.lengthOf(requests);
        expect(settledIn(reading)?.at).to.equal(endsAt);
      });
    }
  });

  describe('a reading', () => {
    const again = ['408', '429', '500', '502', '503', '504', '521', '522', '524'];
    for (const step of [...again, 'html 502', 'reset', 'refused', 'dns']) {
      it(`is sent three times, after 1 and 2 seconds and up to 100 ms more: ${step}`, async () => {
        const [first = 0, second = 0, ...more] = await gapsWhen('findPayment', `${step} ×∞`);
        expect(more).to.deep.equal([]);
        expect(first).to.be.within(1000, 1100);
        expect(second).to.be.within(2000, 2100);
      });
    }

    // A 413 is sent again only where a Retry-After comes with it: got/dist/source/core/calculate-retry-delay.js.
    for (const step of ['400', '401', '403', '404', '409', '413', '422', '425', '501', '520']) {
      it(`is sent once: ${step}`, async () => expect(await gapsWhen('findPayment', `${step} ×∞`)).to.deep.equal([]));
    }

    const asked: [tape: string, gap: number][] = [
      ['429 ra=2, ok', 2000],
      ['503 ra=90, ok', 90_000],
      ['413 ra=2, ok', 2000],
      ['429 ra=3600, ok', 3_600_000],
      ['500 ra=2, ok', 2000],
      ['503 ra="Tue, 01 Jan 2030 00:00:05 GMT", ok', 5000],
      ['429 ra=-5, ok', 1],
      ['503 ra="Wed, 21 Oct 2015 07:28:00 GMT", ok', 1],
      ['503 ra=2147484, ok', 1],
    ];
    for (const [tape, gap] of asked) {
      it(`waits ${gap} ms: ${tape}`, async () => expect(await gapsWhen('findPayment', tape)).to.deep.equal([gap]));
    }

    for (const value of ['0', 'soon']) {
      it(`takes a Retry-After of ${value} for none`, async () => {
        const [gap] = await gapsWhen('findPayment', `503 ra=${value}, ok`);
        expect(gap).to.be.within(1000, 1100);
      });
    }
  });

  describe('its error classes', () => {
    const classes: [tape: string, name: string, outcome: string, category: string, codes: string[]][] = [
      ['401 access_token_not_found', 'AuthenticationError', 'failed', 'authentication', ['access_token_not_found']],
      ['403 forbidden', 'PermissionsError', 'failed', 'permission', ['forbidden']],
      ['429 rate_limit_exceeded', 'RateLimitError', 'retryable', 'rate_limit', ['rate_limit_exceeded']],
      ['422 type:validation_failed', 'ValidationFailedError', 'failed', 'validation', ['unspecified_field']],
      ['400 bad_request', 'InvalidApiUsageError', 'failed', 'validation', ['bad_request']],
      ['422 mandate_is_inactive', 'InvalidStateError', 'failed', 'conflict', ['mandate_is_inactive']],
      ['500 internal_server_error', 'GoCardlessInternalError', 'unknown', 'internal', ['internal_server_error']],
      // A status outranks the type; a page that is no JSON becomes an internal error of the SDK's own making.
      ['401 a_new_reason type:gocardless', 'AuthenticationError', 'failed', 'authentication', ['a_new_reason']],
      ['html 504', 'GoCardlessInternalError', 'unknown', 'internal', ['internal_server_error']],
      ['json 400 "[]"', 'GoCardlessInternalError', 'unknown', 'internal', ['internal_server_error']],
      [
        `json 400 ${body({ type: 'invalid_state' })}`,
        'GoCardlessInternalError',
        'unknown',
        'internal',
        ['internal_server_error'],
      ],
    ];
    for (const [tape, name, outcome, category, codes] of classes) {
      it(`are ${name}, and tell ${outcome} and ${category}: ${tape}`, async () => {
        const judged = await play('createPayment', tape);
        expect(settledIn(judged)?.thrown?.name).to.equal(name);
        expect(judged.belief).to.deep.include({ outcome, category, codes });
      });
    }

    it('tell a success that is no JSON', async () => {
      const judged = await play('createPayment', 'json 200 "not json"');
      expect(judged.belief).to.deep.equal({ outcome: 'unknown', category: 'malformed' });
      expect(settledIn(judged)?.thrown?.message).to.equal(
        'Malformed JSON received from GoCardless API (HTTP 200): not json',
      );
    });
  });

  describe('what is wrong with it is found', () => {
    // esm/api/api.js:113-123 sets no timeout, and got 11 has none of its own (dist/source/index.js:53).
    it('a call without an answer never returns', async () => {
      for (const operation of ['createPayment', 'findPayment']) {
        expect(brokenIn(await play(operation, 'stall ×∞')), operation).to.deep.equal(['must robust.settles']);
      }
    });

    // got's as-promise/parse-body.js:11 makes '' of an empty body; esm/services/paymentService.js:20 falls back on the reply's envelope.
    for (const shape of ['""', '"null"', '"[]"', '"0"', '"\\"text\\""']) {
      it(`a creation whose answer is no payment is a success: json 200 ${shape}`, async () => {
        const judged = await play('createPayment', `json 200 ${shape}`);
        expect(brokenIn(judged)).to.deep.equal(['must money.belief', 'should classify.outcome']);
      });
    }

    // esm/services/paymentService.js:65: without the `?.` of the creation.
    it('a reading of null is a TypeError', async () => {
      const judged = await play('findPayment', 'json 200 "null"');
      expect(brokenIn(judged)).to.deep.equal(['should classify.recognised']);
      expect(settledIn(judged)?.thrown).to.include({ name: 'TypeError', raw: true });
    });

    // esm/api/api.js:61 calls what esm/services/paymentService.js:60 has set to null.
    it('a conflict where nothing is created is a TypeError', async () => {
      const errors = [{ reason: 'idempotent_creation_conflict', links: { conflicting_resource_id: 'PM123' } }];
      const judged = await play('findPayment', `json 409 ${body({ type: 'invalid_state', errors })}`);
      expect(brokenIn(judged)).to.deep.equal(['should classify.recognised']);
      expect(settledIn(judged)?.thrown?.message).to.equal('fetch is not a function');
    });

    // got's core/index.js:1280 gives to a timer what core/calculate-retry-delay.js:20 lets pass without a cap.
    it('a Retry-After beyond the longest timer is no wait at all', async () => {
      expect(brokenIn(await play('findPayment', 'html 503 ra=2147484, ok'))).to.deep.equal(['should retry.after']);
    });

    // esm/errors.js:34 keeps the whole reply of got, and with it the request and its headers.
    it('its errors carry the token', async () => {
      const { verdicts } = await play('createPayment', '400 bad_request');
      expect(verdicts['secret.kept']).to.include({ verdict: 'fail', severity: 'should' });
    });
  });

  it('has nothing else wrong with it', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const report = await playMatrix(config, 'gocardless-nodejs/secrets-aside');
    expect(report.controls.map(({ passed }) => passed)).to.deep.equal([true, true]);
    expect(report.totals).to.include({ inconclusive: 0, 'by-hand': 1 });
    const told = (severity: Severity) =>
      foundIn(report, severity).map((found) => found.replace(/gocardless.*(?=\/)/, ''));
    // esm/client.js gives got no timeout; esm/services hands on a body that is none.
    expect(told('must')).to.deep.equal([
      'classify.unknown wire/no-content',
      'money.belief wire/empty-success',
      'money.belief wire/json-shape-success',
      'money.belief wire/no-content',
      'money.belief wire/status-2xx-error',
      'robust.settles /no-answer',
      'robust.settles wire/calls-fail',
      'robust.settles wire/stall',
      'robust.settles wire/stall-body',
    ]);
    // A body that got cannot parse is told as an internal error of GoCardless, with a code that nobody has sent.
    expect(told('should')).to.deep.equal([
      'classify.code wire/body-bom',
      'classify.code wire/body-utf-16',
      'classify.outcome wire/empty-success',
      'classify.outcome wire/json-shape-success',
      'classify.outcome wire/no-content',
      'classify.outcome wire/status-2xx-error',
      'classify.outcome wire/truncated-success',
      'classify.recognised wire/json-shape-success',
      'classify.unknown wire/no-content',
      'retry.after wire/retry-after-huge',
    ]);
  });
});
