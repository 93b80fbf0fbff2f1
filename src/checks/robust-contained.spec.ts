import { expect } from 'chai';
import { fail, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { robustContained } from './robust-contained.ts';

const settled = () => aCase().request(0).error('declined').tells(10, { outcome: 'failed' });

describe('robust.contained', () => {
  const judge = robustContained.judge;

  it('accepts a call that is over when it is over', () => {
    expect(judge(settled().build())).to.deep.equal(pass);
    const refused = settled().event({ event: 'escaped', kind: 'connection', message: 'telemetry', at: 5 });
    expect(judge(refused.build())).to.deep.equal(pass);
  });

  it('leaves timers of a call that never settled to robust.settles', () => {
    expect(judge(aCase().request(0).build({ leftover: 1, ending: 'hung' }))).to.deep.equal(pass);
  });

  it('rejects what escapes', () => {
    const rejected = settled().event({ event: 'escaped', kind: 'rejection', message: 'Error: lost', at: 20 });
    expect(judge(rejected.build())).to.deep.equal(fail('must', 'left a rejection unhandled at 20 ms: Error: lost'));
    const thrown = settled().event({ event: 'escaped', kind: 'exception', message: 'Error: lost', at: 20 });
    expect(judge(thrown.build())).to.deep.equal(
      fail('must', 'threw where nobody could catch it at 20 ms: Error: lost'),
    );
  });

  it('rejects a request when every call has settled', () => {
    const late = settled().request(500).build();
    expect(judge(late)).to.deep.equal(fail('must', 'sent POST /payments at 500 ms, when every call had settled'));
  });

  it('accepts one that an event has called for, and none that comes long after it', () => {
    const read = (at: number) => settled().webhook(400).request(at).build();
    expect(judge(read(400))).to.deep.equal(pass);
    expect(judge(read(60_400))).to.deep.equal(pass);
    expect(judge(read(60_401))).to.have.property('verdict', 'fail');
    expect(judge(settled().request(399).webhook(400).build())).to.have.property('verdict', 'fail');
  });

  it('rejects an interval that goes on, and a changed global', () => {
    expect(judge(settled().build({ leftover: 1 }))).to.deep.equal(
      fail('must', 'left an interval running after every call had settled and dispose was called'),
    );
    expect(judge(settled().build({ leftover: 2 })).verdict).to.equal('fail');
    expect(judge(settled().build({ changed: ['Object.prototype.x'] }))).to.deep.equal(
      fail('must', 'changed what every module shares: Object.prototype.x'),
    );
  });
});
