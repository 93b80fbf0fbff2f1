import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { Case } from '../model/case.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { acmeRows } from './case-rows.spec.ts';
import { classifyVariant } from './classify-variant.ts';

function surface(variant: 'full' | 'bare', belief: Belief | undefined): Case {
  const story = aCase().request(0).error('declined');
  const built = (belief ? story.tells(1, belief) : story).build();
  return { ...built, scenario: { ...built.scenario, variant } };
}

function judge(bare: Belief | undefined, full: Belief | undefined, more: Partial<Case> = {}) {
  return classifyVariant.judge({ ...surface('bare', bare), siblings: [surface('full', full)], ...more });
}

describe('classify.variant', () => {
  const belief: Belief = { outcome: 'failed', category: 'declined', code: 'declined' };

  it('accepts the same belief, whatever else it holds', () => {
    expect(judge(belief, { ...belief })).to.deep.equal(pass);
    expect(judge(belief, { ...belief, message: 'No', reason: 'x' })).to.deep.equal(pass);
    expect(judge(belief, { ...belief, category: 'unknown' }, { tells: ['outcome', 'code'] })).to.deep.equal(pass);
  });

  it('rejects another category or code as a should', () => {
    expect(judge(belief, { ...belief, code: 'other' })).to.deep.equal(
      fail(
        'should',
        'told the code `declined` for a reply without its optional fields, and `other` for the same reply with its optional fields',
      ),
    );
  });

  it('rejects another outcome as gravely as the document speaks of it', () => {
    const requirement = acmeRows['acme/errors/declined'];
    expect(judge({ outcome: 'unknown' }, { outcome: 'failed' }, requirement ? { requirement } : {})).to.include({
      severity: 'must',
    });
    const advised = acmeRows['acme/errors/advised'];
    expect(judge({ outcome: 'unknown' }, { outcome: 'failed' }, advised ? { requirement: advised } : {})).to.include({
      severity: 'should',
    });
  });

  it('is no graver than that about anything else, nor about an outcome of which no document speaks', () => {
    const requirement = acmeRows['acme/errors/declined'];
    const coded = judge(belief, { ...belief, code: 'other' }, requirement ? { requirement } : {});
    expect(coded).to.have.property('severity', 'should');
    expect(judge({ outcome: 'unknown' }, { outcome: 'failed' })).to.have.property('severity', 'should');
  });

  it('takes a reply of which no surface is named for the one with everything', () => {
    const { variant, ...scenario } = surface('full', belief).scenario;
    const unnamed = { ...surface(variant ?? 'full', belief), scenario };
    const bare = surface('bare', { ...belief, state: 'paid' });
    expect(classifyVariant.judge({ ...unnamed, siblings: [bare], tells: ['state'] })).to.have.property(
      'message',
      'told the state `undefined` for a reply with its optional fields, and `paid` for the same reply without its optional fields',
    );
  });

  it('compares with every other surface, and needs all of them', () => {
    const told = (...others: (Belief | undefined)[]) =>
      classifyVariant.judge({ ...surface('bare', belief), siblings: others.map((other) => surface('full', other)) });
    expect(told(belief, { ...belief, code: 'other' })).to.have.property('verdict', 'fail');
    expect(told({ ...belief, code: 'other' }, undefined)).to.have.property('verdict', 'inconclusive');
  });

  it('does not judge a reply with one surface, nor a surface of which nothing was told', () => {
    expect(classifyVariant.judge(surface('full', belief))).to.deep.equal(
      notApplicable('the reply has no other surface'),
    );
    expect(judge(belief, undefined)).to.deep.equal(inconclusive('one of the surfaces was told nothing of'));
  });
});
