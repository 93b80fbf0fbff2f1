import { expect } from 'chai';
import { called, reply, request, settled } from '../report/sample-run.spec.ts';
import { excerpt } from './excerpt.ts';
import type { TraceEvent } from './trace.ts';

const attempts = (from: number, to: number): TraceEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => [
    request(from + index, from + index),
    reply(from + index, from + index, '500 no'),
  ]).flat();

describe('an excerpt of a timeline', () => {
  it('is the timeline itself where that is short', () => {
    const timeline = attempts(1, 80);
    expect(excerpt(timeline)).to.equal(timeline);
  });

  it('is its beginning and its end, whole exchanges', () => {
    const timeline = [called(0), ...attempts(1, 10_000), settled(10_000)];
    const short = excerpt(timeline);
    expect(short).to.have.length.within(150, 165);
    expect(short[0]).to.equal(timeline[0]);
    expect(short.at(-1)).to.equal(timeline.at(-1));
    const exchanges = short.flatMap((event) => ('exchange' in event ? event.exchange : []));
    for (const exchange of exchanges) {
      expect(exchanges.filter((other) => other === exchange)).to.have.length(2);
    }
  });

  it('keeps the calls that began and ended in between, and restarts', () => {
    const restarted: TraceEvent = { event: 'restarted', at: 300, call: 'b', killed: [] };
    const second = [called(200, { call: 'b' }), settled(300, { call: 'b' }), restarted];
    const timeline = [called(0), ...attempts(1, 200), ...second, ...attempts(201, 400)];
    expect(excerpt(timeline)).to.include.members(second);
  });

  it('bounds a timeline without requests too', () => {
    const escaped = Array.from(
      { length: 500 },
      (): TraceEvent => ({ event: 'escaped', at: 0, kind: 'rejection', message: '' }),
    );
    expect(excerpt(escaped)).to.have.length(160);
  });
});
