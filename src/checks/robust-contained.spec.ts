import { expect } from 'chai';
import type { TraceEvent } from '../model/trace.ts';
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
    const killed = aCase().request(0).restarted('call-2', 100).request(1_100).reply().tells(1_100);
    expect(judge(killed.build({ leftover: 1 }))).to.deep.equal(pass);
  });

  it('waits for every call before it asks what is left', () => {
    const open = settled().call('call-2', 5, 'intent-2').request(500);
    expect(judge(open.build({ ending: 'hung' }))).to.deep.equal(pass);
    expect(judge(open.build({ ending: 'hung', left: ['a server that listens'] }))).to.deep.equal(pass);
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
    const quiet = aCase().request(0).tells(5, { outcome: 'unknown' }).build();
    expect(judge(quiet)).to.deep.equal(pass);
    const noisy = settled().event({ event: 'escaped', kind: 'connection', message: 'telemetry', at: 20 }).request(500);
    expect(judge(noisy.build())).to.have.property('verdict', 'fail');
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

  it('accepts what is sent while the client is disposed of, and nothing of an earlier call, nor later', () => {
    const parting = (call: string | undefined, disposal: { from: number; to?: number }) => {
      const two = settled().call('call-2', 5, 'intent-2').tells(10, { outcome: 'unknown' });
      const played = two.request(500).build({ disposal });
      const trace = played.trace.map((event): TraceEvent => {
        if (event.event !== 'request' || event.at !== 500) return event;
        const { call: _, ...request } = event;
        return call === undefined ? request : { ...request, call };
      });
      return judge({ ...played, trace }).verdict;
    };
    expect(parting('dispose', { from: 10, to: 500 })).to.equal('pass');
    expect(parting(undefined, { from: 10, to: 500 })).to.equal('pass');
    expect(parting(undefined, { from: 500, to: 600 })).to.equal('pass');
    expect(parting('call-1', { from: 10, to: 500 })).to.equal('fail');
    expect(parting('dispose', { from: 10, to: 499 })).to.equal('fail');
    expect(parting(undefined, { from: 501, to: 600 })).to.equal('fail');
  });

  it('rejects a client that cannot be disposed of', () => {
    expect(judge(settled().build({ disposal: { from: 10, to: 20, threw: 'Error: no' } }))).to.deep.equal(
      fail('must', 'could not be disposed of: dispose threw Error: no'),
    );
    expect(judge(settled().build({ disposal: { from: 10 } }))).to.deep.equal(
      fail('must', 'could not be disposed of: dispose did not end within one virtual hour'),
    );
  });

  it('rejects what is left open, unless a call never settled', () => {
    const left = ['a child process', 'a child process', 'a server that listens'];
    expect(judge(settled().build({ left }))).to.deep.equal(
      fail(
        'must',
        'left a child process and a server that listens behind when every call had settled and dispose was called',
      ),
    );
    expect(judge(aCase().request(0).build({ left, ending: 'hung' }))).to.deep.equal(pass);
  });

  it('accepts what a client has left open that was killed: nobody has disposed of it', () => {
    const left = ['a server that listens'];
    const restarted = aCase().request(0).reply().tells(0).restarted('call-2', 100).request(1_100).reply().tells(1_100);
    expect(judge(restarted.build({ left }))).to.deep.equal(pass);
    expect(judge(restarted.build({ left, leftover: 1 }))).to.have.property('verdict', 'fail');
  });

  it('rejects an interval that goes on, and a changed global', () => {
    expect(judge(settled().build({ leftover: 1 }))).to.deep.equal(
      fail('must', 'left an interval running after every call had settled and dispose was called'),
    );
    expect(judge(settled().build({ leftover: 2 }))).to.deep.equal(
      fail('must', 'left 2 intervals running after every call had settled and dispose was called'),
    );
    expect(judge(settled().build({ changed: ['a', 'b', 'c', 'd'] }))).to.deep.equal(
      fail('must', 'changed what every module shares: a, b, c'),
    );
    expect(judge(settled().build({ changed: ['Object.prototype.x'] }))).to.deep.equal(
      fail('must', 'changed what every module shares: Object.prototype.x'),
    );
  });
});
