import { expect } from 'chai';
import type { Judged } from '../../src/engine/judge-scenario.ts';
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

const config = 'mercadopago.config.ts';
const create = 'createPayment';
const get = 'getPayment';
const both = [create, get];

function play(operation: string, tape: string, client = 'mercadopago', calls = 1): Promise<Judged> {
  return playTape(operation, tape, { config, client, provider: 'mercadopago', calls });
}

/** A reply with this text for a body, in the words of a tape. */
function json(status: number, text: string): string {
  return `json ${status} ${JSON.stringify(text)}`;
}

describe('mercadopago 3.6.1', function () {
  this.timeout(60_000);
  after(() => stopChildren(config));

  it('makes one payment, which is told by its marker', async () => {
    const judged = await play(create, 'ok');
    expect(requestsOf(judged)).to.have.lengthOf(1);
    expect(judged.evidence?.ledger).to.have.lengthOf(1);
    expect(judged.evidence?.ledger[0]).to.include({ kind: 'payment', intent: 'intent-1', state: 'final' });
    expect(judged.belief).to.deep.equal({ outcome: 'succeeded', state: 'approved' });
  });

  describe('four attempts', () => {
    for (const step of [
      '429',
      '500',
      '502',
      '503',
      '504',
      'html 502',
      'empty 503',
      'reset',
      'hangup',
      'garbage',
      'refused',
      'dns',
    ]) {
      it(`1, 2 and 4 seconds apart, without jitter, under one key: ${step}`, async () => {
        const making = await play(create, `${step} ×∞`);
        expect(gapsOf(making)).to.deep.equal([1000, 2000, 4000]);
        expect(requestsOf(making).map(({ method, path, key }) => [method, path, key])).to.deep.equal(
          Array.from({ length: 4 }, () => ['POST', '/v1/payments', 'key#1']),
        );
        for (const check of ['retry.body', 'retry.key', 'retry.budget', 'retry.backoff'])
          expect(making.verdicts[check], check).to.deep.equal({ verdict: 'pass' });
        const reading = await play(get, `${step} ×∞`);
        expect(gapsOf(reading)).to.deep.equal([1000, 2000, 4000]);
        expect(requestsOf(reading).map(({ method, key }) => [method, key])).to.deep.equal(
          Array.from({ length: 4 }, () => ['GET', undefined]),
        );
        expect([...failedIn(making), ...failedIn(reading)]).to.deep.equal([]);
      });
    }

    it('of 60 seconds each without an answer, where the comments in its types say 10', async () => {
      for (const operation of both) {
        const judged = await play(operation, 'stall ×∞');
        expect(requestsOf(judged).map(({ at }) => at)).to.deep.equal([0, 61_000, 123_000, 187_000]);
        expect(settledIn(judged)).to.deep.include({ at: 247_000 });
        expect(settledIn(judged)?.thrown).to.include({ name: 'MPConnectionError' });
        expect(failedIn(judged)).to.deep.equal([]);
      }
    });

    it('with jitter where that is asked for', async () => {
      const gaps = gapsOf(await play(create, '500 ×∞', 'mercadopago/jitter'));
      expect(gaps).to.have.lengthOf(3);
      for (const [index, gap] of gaps.entries()) expect(gap).to.be.within(0, 1000 * 2 ** index);
      expect(gaps).to.not.deep.equal([1000, 2000, 4000]);
    });

    it('under another key for another payment', async () => {
      const requests = timelineOf(await play(create, '500, ok', 'mercadopago', 2)).filter(
        (event) => event.event === 'request',
      );
      expect(requests.map(({ call, key }) => [call, key])).to.deep.equal([
        ['call-1', 'key#1'],
        ['call-1', 'key#1'],
        ['call-2', 'key#2'],
      ]);
    });

    it('make one payment where the first was lost on its way', async () => {
      for (const step of ['500', 'html 504', 'reset', 'stall']) {
        const judged = await play(create, `${step} after-commit, ok`);
        expect([judged.effects, judged.belief?.outcome], step).to.deep.equal([1, 'succeeded']);
        expect(failedIn(judged), step).to.deep.equal([]);
      }
    });
  });

  describe('a Retry-After', () => {
    const date = '"Tue, 01 Jan 2030 00:00:05 GMT"';
    const heeded: [value: string, gap: number, failed: string[]][] = [
      ['2', 2000, []],
      ['90', 30_000, ['should retry.after']],
      // What asks for no wait counts as no header: its types promise a second then, and dist/utils/restClient/index.js:84 waits none.
      ['0', 1, ['must retry.backoff']],
      ['-5', 1, ['must retry.backoff']],
      ['soon', 1000, []],
      [date, 1000, ['should retry.after']],
    ];
    for (const [value, gap, failed] of heeded) {
      it(`of a 429 is heeded in seconds, up to 30: ${value}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, `429 ra=${value}, ok`);
          expect(gapsOf(judged)).to.deep.equal([gap]);
          expect(failedIn(judged)).to.deep.equal(failed);
        }
      });
    }

    for (const value of ['2', '90', date]) {
      it(`of a 503 is not: ${value}`, async () => {
        const judged = await play(get, `503 ra=${value}, ok`);
        expect(gapsOf(judged)).to.deep.equal([1000]);
        // dist/utils/restClient/index.js:82 asks for a 429; dist/utils/restClient/index.js:68 takes digits only.
        expect(failedIn(judged)).to.deep.equal(['should retry.after']);
      });
    }
  });

  describe('one attempt, and its class of error', () => {
    const classes: [tape: string, name: string, outcome: string, category: string][] = [
      ['400 1', 'MPBadRequestError', 'failed', 'validation'],
      ['401 unauthorized', 'MPAuthenticationError', 'failed', 'authentication'],
      ['402', 'MPPaymentError', 'failed', 'declined'],
      ['403 4', 'MPForbiddenError', 'failed', 'permission'],
      ['404 2000', 'MPNotFoundError', 'failed', 'not_found'],
      ['405', 'MercadoPagoError', 'failed', 'validation'],
      ['408', 'MercadoPagoError', 'failed', 'timeout'],
      ['409 idempotency_key_reused', 'MPIdempotencyError', 'failed', 'idempotency'],
      ['422', 'MPValidationError', 'failed', 'validation'],
      ['423', 'MPResourceLockedError', 'unknown', 'idempotency'],
      ['424', 'MPDependencyError', 'unknown', 'unavailable'],
      ['425', 'MercadoPagoError', 'failed', 'unavailable'],
      ['501', 'MPServerError', 'unknown', 'internal'],
      [json(400, 'null'), 'MPBadRequestError', 'failed', 'validation'],
      ['html 400', 'MPBadRequestError', 'failed', 'validation'],
    ];
    for (const [tape, name, outcome, category] of classes) {
      it(`${name}, which tells ${outcome} and ${category}: ${tape}`, async () => {
        const judged = await play(create, `${tape} ×∞`);
        expect(requestsOf(judged)).to.have.lengthOf(1);
        expect(settledIn(judged)?.thrown?.name).to.equal(name);
        expect(judged.belief).to.include({ outcome, category });
      });
    }

    it('is the last of four otherwise: MPRateLimitError, MPServerError, MPConnectionError', async () => {
      for (const [tape, name, outcome, category] of [
        ['429 ×∞', 'MPRateLimitError', 'retryable', 'rate_limit'],
        ['500 ×∞', 'MPServerError', 'unknown', 'internal'],
        ['reset ×∞', 'MPConnectionError', 'unknown', 'network'],
        ['refused ×∞', 'MPConnectionError', 'unknown', 'network'],
      ] as const) {
        const judged = await play(create, tape);
        expect(settledIn(judged)?.thrown?.name, tape).to.equal(name);
        expect(judged.belief, tape).to.include({ outcome, category });
      }
    });

    it('tells the numbers of the provider', async () => {
      const { belief } = await play(create, '400 4037');
      expect(belief).to.deep.include({ codes: ['4037'], message: 'Invalid transaction_amount' });
    });
  });

  describe('what is wrong with it is found', () => {
    // dist/utils/restClient/index.js:154 makes an object without fields of whatever is no JSON.
    for (const text of ['', 'not json', '{"id":', '<html></html>', '[]', '{}']) {
      it(`a success that is no payment is one: ${json(200, text)}`, async () => {
        const making = await play(create, json(200, text));
        expect([settledIn(making)?.how, making.belief, making.effects]).to.deep.equal([
          'value',
          { outcome: 'succeeded' },
          0,
        ]);
        expect(failedIn(making)).to.deep.equal(['must money.belief', 'should classify.outcome']);
        expect(failedIn(await play(get, json(200, text)))).to.deep.equal(['should classify.outcome']);
      });
    }

    for (const [tape, at] of [
      ['cut', 0],
      ['cut-chunked', 0],
      ['trunc', 0],
      // undici waits 300 s for the rest of a body.
      ['stall-body', 300_000],
    ] as const) {
      it(`a success whose body breaks is one: ${tape}`, async () => {
        const making = await play(create, `${tape} ×∞`);
        expect([settledIn(making)?.how, making.belief, making.effects]).to.deep.equal([
          'value',
          { outcome: 'succeeded' },
          0,
        ]);
        expect(settledIn(making)?.at).to.be.within(at, at + 1_000);
        expect(failedIn(making)).to.include('must money.belief');
      });
    }

    // dist/utils/restClient/index.js:166 sets a field on what may be no object.
    for (const [text, message] of [
      ['null', "Cannot set properties of null (setting 'api_response')"],
      ['true', "Cannot create property 'api_response' on boolean 'true'"],
      ['"oops"', "Cannot create property 'api_response' on string 'oops'"],
    ] as const) {
      it(`a success that is no object is a TypeError: ${json(200, text)}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, json(200, text));
          expect(failedIn(judged)).to.deep.equal(['should classify.recognised']);
          expect(settledIn(judged)?.thrown).to.include({ name: 'TypeError', message, raw: true });
        }
      });
    }
  });

  it('has nothing else wrong with it', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const report = await playMatrix(config, 'mercadopago');
    expect(report.controls.map(({ passed }) => passed)).to.deep.equal([true, true]);
    expect(report.totals).to.include({ inconclusive: 0, 'by-hand': 0 });
    expect(foundIn(report, 'must')).to.deep.equal([
      'money.belief wire/cut',
      'money.belief wire/cut-unnoticed',
      'money.belief wire/empty-success',
      'money.belief wire/html-success',
      'money.belief wire/json-shape-success',
      'money.belief wire/no-content',
      'money.belief wire/stall-body',
      'money.belief wire/status-2xx-error',
    ]);
    expect(foundIn(report, 'should')).to.deep.equal([
      'classify.outcome wire/cut',
      'classify.outcome wire/cut-unnoticed',
      'classify.outcome wire/empty-success',
      'classify.outcome wire/html-success',
      'classify.outcome wire/json-shape-success',
      'classify.outcome wire/no-content',
      'classify.outcome wire/stall-body',
      'classify.outcome wire/status-2xx-error',
      'classify.outcome wire/truncated-success',
      'classify.recognised wire/json-shape-success',
      'retry.after mercadopago/rules/retry-after',
      'retry.after wire/retry-after-date',
      'retry.after wire/retry-after-huge',
      'retry.after wire/retry-after-seconds',
    ]);
  });
});
