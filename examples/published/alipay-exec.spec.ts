import { expect } from 'chai';
import type { Judged } from '../../src/engine/judge-scenario.ts';
import { failedIn, foundIn, gapsOf, playMatrix, playTape, requestsOf, settledIn, stopChildren } from './rig.spec.ts';

const config = 'alipay-exec.config.ts';

function play(tape: string, client = 'alipay-sdk/exec'): Promise<Judged> {
  return playTape('payTrade', tape, { config, client, provider: 'alipay-gateway' });
}

describe('alipay-sdk 4.14.0, exec', function () {
  this.timeout(60_000);
  after(() => stopChildren(config));

  it('makes one payment', async () => {
    const judged = await play('ok');
    expect(requestsOf(judged)).to.have.lengthOf(1);
    expect(judged.evidence?.ledger).to.have.lengthOf(1);
    expect(judged.belief).to.deep.equal({ outcome: 'succeeded' });
  });

  // What a payment came to is no error to it: dist/esm/alipay.js:729-750 gives back what stands under the method’s name.
  const results: [tape: string, outcome: string, category: string, code: string][] = [
    ['200 ACQ.PAYMENT_FAIL', 'failed', 'declined', 'ACQ.PAYMENT_FAIL'],
    ['200 ACQ.SYSTEM_ERROR', 'unknown', 'internal', 'ACQ.SYSTEM_ERROR'],
    ['200 isv.invalid-signature', 'failed', 'authentication', 'isv.invalid-signature'],
    ['200 type:10003', 'pending', 'pending', 'unspecified_wait'],
    ['200 type:20000', 'unknown', 'unavailable', 'isp.unknow-error'],
  ];
  for (const [tape, outcome, category, code] of results) {
    it(`resolves whatever the business says, for its caller to look at: ${tape}`, async () => {
      const judged = await play(`${tape} ×∞`);
      expect(requestsOf(judged)).to.have.lengthOf(1);
      expect(settledIn(judged)?.how).to.equal('value');
      expect(judged.belief).to.include({ outcome, category, code });
      expect(failedIn(judged)).to.deep.equal([]);
    });

    it(`so that who does not look has the money wrong: ${tape}`, async () => {
      const judged = await play(`${tape} ×∞`, 'alipay-sdk/exec-unchecked');
      expect([judged.belief, judged.effects]).to.deep.equal([{ outcome: 'succeeded' }, 0]);
      expect(failedIn(judged)).to.deep.equal(['must classify.outcome', 'must money.belief']);
    });
  }

  for (const step of ['400', '429 ra=2', '500', 'html 502', 'empty 503', '504']) {
    it(`makes one attempt, and of every status one error without it: ${step}`, async () => {
      const judged = await play(`${step} ×∞`);
      expect(requestsOf(judged)).to.have.lengthOf(1);
      expect(settledIn(judged)?.thrown).to.include({
        name: 'AlipayRequestError',
        message: `HTTP 请求错误, status: ${/\d{3}/.exec(step)?.[0]}`,
      });
      expect(judged.belief).to.include({ outcome: 'unknown', category: 'malformed' });
    });
  }

  it('sends again at once, and once, after a reset, and only then', async () => {
    expect(gapsOf(await play('reset ×∞'))).to.deep.equal([0]);
    for (const step of ['refused', 'dns', 'stall']) expect(gapsOf(await play(`${step} ×∞`)), step).to.deep.equal([]);
    for (const tape of ['reset, ok', 'reset after-commit, ok']) {
      const judged = await play(tape);
      expect(judged.effects, tape).to.equal(1);
      expect(failedIn(judged), tape).to.deep.equal([]);
    }
    expect(settledIn(await play('stall ×∞'))?.at).to.be.within(5_000, 5_500);
  });

  it('says of what is no JSON, or has no such result, that it is malformed', async () => {
    for (const text of ['not json', '', '[]', '{}'])
      expect((await play(`json 200 ${JSON.stringify(text)}`)).belief, text).to.include({
        outcome: 'unknown',
        category: 'malformed',
      });
  });

  // dist/esm/alipay.js:729 reads a field of what may be null.
  it('has one thing wrong with it: null is a TypeError', async function () {
    if (process.env.SADPATH_TESTS !== 'all') this.skip();
    const judged = await play('json 200 "null"');
    expect(settledIn(judged)?.thrown).to.include({ name: 'TypeError', raw: true });
    const report = await playMatrix(config, 'alipay-sdk/exec');
    expect(report.controls.map(({ passed }) => passed)).to.deep.equal([true]);
    // The order number stands in a text within the form: of several payments at once nobody can tell whose is whose.
    const open = report.requirements.filter(({ verdict }) => verdict === 'inconclusive').map(({ id }) => id);
    expect(open.filter((id) => !/^wire\/(calls-|kept-connection$|credentials-expire$)/.test(id))).to.deep.equal([]);
    expect(foundIn(report, 'must')).to.deep.equal([]);
    // And of a refusal under another status than 200 nothing is told but the status.
    expect(foundIn(report, 'should')).to.deep.equal([
      'classify.code wire/status-4xx-other',
      'classify.recognised wire/json-shape-success',
    ]);
  });
});
