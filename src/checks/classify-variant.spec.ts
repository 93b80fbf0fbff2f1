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

  it('does not judge a reply with one surface, nor a surface of which nothing was told', () => {
    expect(classifyVariant.judge(surface('full', belief))).to.deep.equal(
      notApplicable('the reply has no other surface'),
    );
    expect(judge(belief, undefined)).to.deep.equal(inconclusive('one of the surfaces was told nothing of'));
  });
});
