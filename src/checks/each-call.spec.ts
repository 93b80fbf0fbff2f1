import { expect } from 'chai';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { eachBelief, eachBeliefAlone, eachCall, everyCall } from './each-call.ts';

const wrong = fail('must', 'wrong');
const doubtful = inconclusive(
  'call call-1: several calls were open at once, and nothing tells whose request was whose',
);

describe('a rule for each call', () => {
  /** Two calls of one intent, and a client that sends the requests of both while it runs for the first. */
  const queued = () =>
    aCase()
      .request(0)
      .reply()
      .request(0)
      .reply()
      .tells(5, { outcome: 'succeeded' })
      .call('call-2', 0)
      .tells(5, { outcome: 'succeeded' })
      .build();

  it('holds nothing against a call that another one may have sent', () => {
    const played = queued();
    expect(eachCall(played, () => wrong)).to.deep.equal(doubtful);
    expect(eachBelief(played, () => wrong)).to.deep.equal(doubtful);
    expect(eachCall(played, () => pass)).to.deep.equal(pass);
  });

  it('holds against each what does not go by who sent it', () => {
    const said = fail('must', 'call call-1: wrong');
    expect(everyCall(queued(), () => wrong)).to.deep.equal(said);
    expect(eachBeliefAlone(queued(), () => wrong)).to.deep.equal(said);
  });

  it('does not judge a call among several that sent nothing, unless it says that it went well and nobody can have told it', () => {
    const silent = (intent: string, outcome: 'succeeded' | 'unknown') => {
      const first = aCase().request(0).reply().tells(5, { outcome: 'succeeded' });
      const played = first.call('call-2', 0, intent).tells(5, { outcome }).build();
      return eachCall(played, ({ id }) => (id === 'call-2' ? wrong : notApplicable('the first')));
    };
    expect(silent('intent-1', 'succeeded')).to.have.property('verdict', 'not-applicable');
    expect(silent('intent-2', 'unknown')).to.have.property('verdict', 'not-applicable');
    expect(silent('intent-2', 'succeeded')).to.deep.equal(fail('must', 'call call-2: wrong'));
    expect(eachCall(aCase().tells(5, { outcome: 'unknown' }).build(), () => wrong)).to.deep.equal(wrong);
  });

  it('leaves the follow-ups of the engine out', () => {
    const played = aCase().request(0).reply().tells(0, { outcome: 'retryable' });
    played.call('follow-up', 1).request(1).reply().call('follow-up-2', 2).request(2);
    expect(everyCall(played.build(), ({ id }) => (id === 'call-1' ? pass : wrong))).to.deep.equal(pass);
  });
});
