import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { classifyRecognised } from './classify-recognised.ts';

describe('classify.recognised', () => {
  const judge = classifyRecognised.judge;
  const belief: Belief = { outcome: 'unknown' };
  const raw = { name: 'TypeError', message: "Cannot read properties of undefined (reading 'code')", raw: true };

  it('accepts result objects, errors of its own, and the platform’s', () => {
    expect(judge(aCase().tells(0, belief).build())).to.deep.equal(pass);
    expect(judge(aCase().throws(0, { name: 'PaymentError' }, belief).build())).to.deep.equal(pass);
    const cause = { name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' };
    for (const thrown of [
      { ...raw, message: 'fetch failed' },
      { ...raw, message: 'Failed to fetch' },
      { ...raw, message: 'terminated' },
      { ...raw, message: 'anything', cause },
      { ...raw, message: 'anything', code: 'UND_ERR_SOCKET' },
    ]) {
      expect(judge(aCase().throws(0, thrown, belief).build()), thrown.message).to.deep.equal(pass);
    }
  });

  it('rejects a raw error of the client’s own', () => {
    expect(judge(aCase().throws(0, raw, belief).build())).to.deep.equal(
      fail('should', "let a raw error of its own out: TypeError: Cannot read properties of undefined (reading 'code')"),
    );
    const syntax = { ...raw, name: 'SyntaxError', message: 'terminated', cause: { name: 'E', message: '', code: 'X' } };
    expect(judge(aCase().throws(0, syntax, belief).build())).to.have.property('severity', 'should');
    const coded = { ...raw, message: 'Invalid URL', code: 'ERR_INVALID_URL' };
    expect(judge(aCase().throws(0, coded, belief).build())).to.have.property('severity', 'should');
    const uncoded = { ...raw, cause: { name: 'Error', message: 'why' } };
    expect(judge(aCase().throws(0, uncoded, belief).build())).to.have.property('severity', 'should');
  });

  it('rejects, as a must, what tells the caller nothing', () => {
    expect(judge(aCase().tells(0).build())).to.deep.equal(
      fail('must', 'nothing told the caller what happened: interpret does not recognise what the call returned'),
    );
    expect(judge(aCase().throws(0, { name: 'Odd', message: 'no\u001b[31m good' }).build())).to.deep.equal(
      fail('must', 'nothing told the caller what happened: interpret does not recognise Odd: no\\x1b[31m good'),
    );
  });

  it('leaves a call that never settled to robust.settles', () => {
    expect(judge(aCase().request(0).build())).to.deep.equal(
      notApplicable('the call never settled: robust.settles judges it'),
    );
  });

  it('knows the platform’s words, and not others around them', () => {
    for (const message of ['my fetch failed', 'fetch failed here'])
      expect(
        judge(
          aCase()
            .throws(0, { ...raw, message }, belief)
            .build(),
        ),
      ).to.have.property('severity', 'should');
  });
});
