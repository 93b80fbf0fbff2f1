import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { aCase, type CaseBuilder } from './case-builder.spec.ts';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { isSuccess, rowOf, showsNothing } from './reply-meaning.ts';

describe('what a reply means', () => {
  /** What is said of the last exchange of the first call. */
  function ofLast<T>(story: CaseBuilder, say: (played: Case, exchange: Exchange) => T): T {
    const played = story.build();
    const [call] = played.calls;
    const last = call && exchangesOf(played, call).at(-1);
    if (!last) throw new Error('nothing was sent');
    return say(played, last);
  }
  const bom = (facts: object) =>
    aCase()
      .read(0)
      .fault('bom', '200 odd', { status: 200, ...facts });

  it('is the row of the state that a reading shows, or that a tape asks for', () => {
    const id = (story: CaseBuilder) => ofLast(story, rowOf)?.id;
    expect(id(aCase().read(0).reply({ state: 'paid' }))).to.equal('acme/states/paid');
    expect(id(aCase().request(0).state('paid'))).to.equal('acme/states/paid');
    expect(id(aCase().request(0).reply({ state: 'paid' }))).to.equal(undefined);
    expect(id(bom({ state: 'paid' }))).to.equal(undefined);
    expect(id(aCase().request(0))).to.equal(undefined);
  });

  it('is a success in an odd body too, and no error that stands in one', () => {
    expect(ofLast(bom({}), isSuccess)).to.equal(true);
    expect(ofLast(bom({ row: 'acme/errors/declined' }), isSuccess)).to.equal(false);
    expect(ofLast(aCase().request(0).error('done_before'), isSuccess)).to.equal(false);
    expect(ofLast(aCase().request(0), isSuccess)).to.equal(false);
  });

  it('is that there is nothing where a row says so, or where no row is there, the status', () => {
    const unlisted = (status: number) => aCase().read(0).error('novel', { status });
    expect([404, 400, 500].map((status) => ofLast(unlisted(status), showsNothing))).to.deep.equal([true, false, false]);
    expect(ofLast(aCase().read(0).error('declined', { status: 404 }), showsNothing)).to.equal(false);
    expect(ofLast(aCase().read(0), showsNothing)).to.equal(false);
  });
});
