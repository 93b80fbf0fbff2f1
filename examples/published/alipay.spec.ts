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

const config = 'alipay.config.ts';
const pay = 'payTrade';
const query = 'queryTrade';
const both = [pay, query];

function play(operation: string, tape: string): Promise<Judged> {
  return playTape(operation, tape, { config, client: 'alipay-sdk', provider: 'alipay' });
}

/** A reply with this text for a body, in the words of a tape. */
function json(status: number, text: string): string {
  return `json ${status} ${JSON.stringify(text)}`;
}

describe('alipay-sdk 4.14.0', function () {
  this.timeout(60_000);
  after(() => stopChildren(config));

  describe('the happy path', () => {
    it('makes one payment, which is told by its out_trade_no', async () => {
      const judged = await play(pay, 'ok');
      expect(requestsOf(judged).map(({ method, path, key }) => [method, path, key])).to.deep.equal([
        ['POST', '/v3/alipay/trade/pay', 'key#1'],
      ]);
      expect(judged.evidence?.ledger).to.have.lengthOf(1);
      expect(judged.evidence?.ledger[0]).to.include({ kind: 'payment', intent: 'intent-1', state: 'final' });
      expect(judged.belief).to.deep.equal({ outcome: 'succeeded' });
    });

    it('tells the state of a trade', async () => {
      expect((await play(query, 'state:WAIT_BUYER_PAY')).belief).to.deep.equal({
        outcome: 'succeeded',
        state: 'WAIT_BUYER_PAY',
      });
    });

    it('takes no answer that somebody else has signed', async () => {
      for (const operation of both) {
        const judged = await play(
          operation,
          `${json(200, '{"trade_no":"2013112011001004330000121536"}')} header="alipay-signature: bm9ib2R5"`,
        );
        expect(settledIn(judged)?.thrown).to.include({
          name: 'AlipayRequestError',
          code: 'response-signature-verify-error',
        });
        expect(judged.belief).to.include({ outcome: 'unknown', category: 'malformed' });
        expect(failedIn(judged)).to.deep.equal([]);
      }
    });
  });

  describe('one attempt', () => {
    // What breaks in the middle of a body belongs below as soon as a tape can say it: it is sent again once.
    const steps: [tape: string, outcome: string, category: string][] = [
      ['400', 'failed', 'validation'],
      ['401', 'failed', 'authentication'],
      ['403', 'failed', 'permission'],
      ['404', 'failed', 'not_found'],
      ['408', 'failed', 'timeout'],
      ['409', 'failed', 'conflict'],
      ['422', 'failed', 'validation'],
      ['429 ra=2', 'retryable', 'rate_limit'],
      ['500', 'unknown', 'internal'],
      ['502', 'unknown', 'internal'],
      ['503 ra=2', 'unknown', 'internal'],
      ['504', 'unknown', 'internal'],
    ];
    for (const [step, outcome, category] of steps) {
      it(`after a status, whatever it is, and one class of error: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, `${step} ×∞`);
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(settledIn(judged)?.thrown).to.include({ name: 'AlipayRequestError', code: 'unspecified' });
          expect(judged.belief).to.include({ outcome, category, code: 'unspecified' });
          expect(failedIn(judged)).to.deep.equal([]);
        }
      });
    }

    for (const step of ['refused', 'dns']) {
      it(`where nobody was reached: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, `${step} ×∞`);
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(judged.belief).to.include({ outcome: 'unknown', category: 'network' });
          expect(failedIn(judged)).to.deep.equal([]);
        }
      });
    }

    for (const step of ['stall', 'stall-body'])
      it(`of 5 seconds without an answer or the rest of one, to the half second in which undici counts: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, `${step} ×∞`);
          expect(requestsOf(judged)).to.have.lengthOf(1);
          expect(settledIn(judged)?.at).to.be.within(5_000, 5_500);
          expect(settledIn(judged)?.thrown?.message).to.match(
            /^HttpClient Request error, Request timeout for 5000 ms \(traceId: /,
          );
          expect(judged.belief).to.include({ outcome: 'unknown', category: 'network' });
          expect(failedIn(judged)).to.deep.equal([]);
        }
      });

    it('tells the code of the provider', async () => {
      const told: [tape: string, outcome: string, category: string][] = [
        ['401 isv.invalid-signature', 'failed', 'authentication'],
        ['400 ACQ.BUYER_BALANCE_NOT_ENOUGH', 'failed', 'declined'],
        ['500 ACQ.SYSTEM_ERROR', 'unknown', 'internal'],
        ['400 ACQ.A_NEW_CODE', 'failed', 'validation'],
      ];
      for (const [tape, outcome, category] of told)
        expect((await play(pay, tape)).belief, tape).to.include({ outcome, category, code: tape.split(' ')[1] });
    });
  });

  describe('two attempts after a reset', () => {
    // urllib/dist/esm/HttpClient.js:629-634: once more, at once, and nobody is told.
    for (const step of ['reset', 'hangup', 'cut', 'cut-chunked']) {
      it(`are of the HTTP library, at once, and the same: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, `${step} ×∞`);
          expect(gapsOf(judged)).to.deep.equal([0]);
          expect(judged.verdicts['retry.never']).to.not.include({ verdict: 'fail' });
          expect(judged.belief).to.include({ outcome: 'unknown', category: 'network' });
          expect(failedIn(judged)).to.deep.equal([]);
        }
      });
    }

    it('make one payment, for the provider knows the out_trade_no', async () => {
      const recovered = await play(pay, 'reset, ok');
      expect([gapsOf(recovered), recovered.effects, recovered.belief?.outcome]).to.deep.equal([[0], 1, 'succeeded']);
      const lost = await play(pay, 'reset after-commit, ok');
      const replies = timelineOf(lost).flatMap((event) => (event.event === 'reply' ? [event.summary] : []));
      expect(replies).to.deep.equal(['connection reset', '400 ACQ.TRADE_HAS_SUCCESS']);
      expect([lost.effects, lost.belief?.outcome]).to.deep.equal([1, 'unknown']);
      expect([...failedIn(recovered), ...failedIn(lost)]).to.deep.equal([]);
    });
  });

  describe('what is wrong with it is found', () => {
    // dist/esm/alipay.js:369 parses the body of a refusal, whatever it is, and loses its status.
    for (const step of ['html 502', 'html 503 ra=2', 'empty 500', json(500, '<html>')]) {
      it(`a refusal that is no JSON is a SyntaxError: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, step);
          expect(settledIn(judged)?.thrown).to.include({ name: 'SyntaxError', raw: true });
          expect(failedIn(judged)).to.deep.equal(['should classify.category', 'should classify.recognised']);
        }
      });
    }

    // dist/esm/alipay.js:371 reads a field of what may be null.
    it('a refusal that is null is a TypeError', async () => {
      for (const operation of both) {
        const judged = await play(operation, json(400, 'null'));
        expect(settledIn(judged)?.thrown?.message).to.equal("Cannot read properties of null (reading 'message')");
        expect(failedIn(judged)).to.include('should classify.recognised');
      }
    });

    // dist/esm/alipay.js:404 and dist/esm/util.js:123 verify a signature that is not there.
    for (const step of ['empty 200', 'html 200']) {
      it(`a success without a signature is a TypeError: ${step}`, async () => {
        for (const operation of both) {
          const judged = await play(operation, step);
          expect(settledIn(judged)?.thrown).to.include({
            name: 'TypeError',
            code: 'ERR_INVALID_ARG_TYPE',
            raw: true,
          });
          expect(failedIn(judged)).to.deep.equal(['should classify.recognised']);
        }
      });
    }

    // dist/esm/alipay.js:427 parses what it has verified.
    it('a success that is signed and no JSON is a SyntaxError', async () => {
      for (const text of ['', '{"trade_no":', 'not json']) {
        const judged = await play(pay, json(200, text));
        expect(settledIn(judged)?.thrown, text).to.include({ name: 'SyntaxError', raw: true });
        expect(failedIn(judged), text).to.deep.equal(['should classify.recognised']);
      }
    });
  });

  it('has nothing else wrong with it, and nothing that must not be', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const report = await playMatrix(config, 'alipay-sdk');
    expect(report.controls.map(({ passed }) => passed)).to.deep.equal([true, true]);
    expect(report.totals).to.include({ inconclusive: 0, 'by-hand': 1 });
    expect(foundIn(report, 'must')).to.deep.equal([]);
    const pages = ['retry-after-date', 'retry-after-huge', 'retry-after-junk', 'retry-after-negative'];
    const refusals = ['empty-error', 'gateway-page', 'json-shape-error', ...pages, 'retry-after-past'];
    const unread = [...refusals, 'retry-after-seconds', 'retry-after-zero'];
    const bodies = ['body-bom', 'body-content-type', 'body-utf-16', 'html-success', 'no-content', 'truncated-success'];
    const raw = [...unread, ...bodies, 'calls-fail', 'empty-success', 'json-shape-success', 'redirect'];
    expect(foundIn(report, 'should')).to.deep.equal(
      [
        ...[...unread, 'calls-fail'].map((fact) => `classify.category wire/${fact}`),
        ...raw.map((fact) => `classify.recognised wire/${fact}`),
      ].sort(),
    );
  });
});
