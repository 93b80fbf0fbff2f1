import { expect } from 'chai';
import type { Case, PlayedCall } from '../model/case.ts';
import type { RequestEvent } from '../model/trace.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading } from './case-builder.spec.ts';
import { moneyOnce } from './money-once.ts';

describe('money.once', () => {
  const judge = moneyOnce.judge;

  it('accepts no effect, one, and one of each kind', () => {
    expect(judge(aCase().request(0).build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).effect().build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).effect().effect({ kind: 'capture' }).build())).to.deep.equal(pass);
  });

  it('rejects two of one kind for one intent', () => {
    const played = aCase().request(0).effect().reset().request(500).effect().reply();
    expect(judge(played.build())).to.deep.equal(
      fail('must', 'one intent brought about 2 payments: at 0 ms, at 500 ms'),
    );
    expect(judge(aCase().request(0).effect({ kind: 'grant' }).effect({ kind: 'grant' }).build())).to.have.property(
      'verdict',
      'fail',
    );
  });

  it('does not count what came to nothing', () => {
    const again = aCase().request(0).effect({ state: 'nothing' }).reply().request(500).effect().reply();
    expect(judge(again.build())).to.deep.equal(pass);
    const open = aCase().request(0).effect({ state: 'open' }).reply().request(500).effect().reply();
    expect(judge(open.build())).to.have.property('verdict', 'fail');
  });

  it('tells them in order of time', () => {
    const played = aCase().request(0).effect({ at: 900, state: 'open' }).request(500).effect({ at: 500 });
    expect(judge(played.build())).to.have.property(
      'message',
      'one intent brought about 2 payments: at 500 ms, at 900 ms',
    );
  });

  it('accepts one for each of two intents', () => {
    const played = aCase().request(0).effect().reply().tells(0, { outcome: 'succeeded' });
    expect(judge(played.call('call-2', 0, 'intent-2').request(0).effect().build())).to.deep.equal(pass);
  });

  /** Two calls for one intent, each of which brings something about. */
  const twice = (facts: [first: Partial<RequestEvent>, second: Partial<RequestEvent>], given: Partial<Case> = {}) =>
    aCase(given).request(0, facts[0]).effect().reply().call('call-2', 0).request(0, facts[1]).effect().reply();

  /** The adapter has looked at the key of every call, or of those for one intent. */
  const handing = (played: ReturnType<typeof aCase>, intent?: string): Case => {
    const built = played.build();
    const looks = (call: PlayedCall) => intent === undefined || call.intent === intent;
    return { ...built, calls: built.calls.map((call) => (looks(call) ? { ...call, tookKey: true } : call)) };
  };

  it('rejects two by two calls for one where the key that was handed over was not sent with both', () => {
    const handed = { key: 'key#1', handed: true } as const;
    for (const other of [{}, { key: 'key#2' }]) {
      expect(judge(twice([handed, other]).build())).to.have.property('verdict', 'fail');
      expect(judge(twice([other, handed]).build())).to.have.property('verdict', 'fail');
    }
    const [first, second] = [{ key: 'key#1' }, { key: 'key#2' }];
    expect(judge(handing(twice([{}, {}])))).to.have.property('verdict', 'fail');
    const others = twice([{}, {}]).call('call-3', 0, 'intent-2').request(0).reply();
    expect(judge(handing(others, 'intent-1'))).to.have.property('verdict', 'fail');
    for (const sent of [
      [first, second],
      [{}, second],
    ] as [object, object][])
      expect(judge(handing(twice(sent)))).to.have.property('verdict', 'not-applicable');
  });

  it('goes by what was sent for the order itself', () => {
    const minted = () => twice([{ key: 'key#1' }, { key: 'key#2' }]);
    const handed = { key: 'key#3', handed: true } as const;
    const beside = minted().call('call-3', 0, 'intent-2').request(0, handed).reply();
    expect(judge(beside.build())).to.have.property('verdict', 'not-applicable');
    expect(judge(minted().read(1, handed).reply().build())).to.have.property('verdict', 'not-applicable');
    const bare = twice([{}, {}]).call('call-3', 0, 'intent-2').request(0).reply();
    expect(judge(handing(bare, 'intent-2'))).to.have.property('verdict', 'not-applicable');
    const { keyHeader, ...keyless } = payment;
    expect(judge(handing(twice([{}, {}], { operation: keyless })))).to.have.property('verdict', 'not-applicable');
  });

  it('accepts two by two calls that another call has sent for them', () => {
    const queue = aCase().call('call-2', 0, 'intent-2').call('call-3', 0, 'intent-2');
    for (const _ of [1, 2]) queue.request(0, { call: 'call-1' }).effect().reply();
    expect(judge(queue.build())).to.have.property('verdict', 'not-applicable');
  });

  it('accepts two by two calls for one where nothing tells the provider that they are the same', () => {
    const right = notApplicable(
      'the caller asked for it more than once, and nothing that is sent tells the provider so',
    );
    const { keyHeader, ...keyless } = payment;
    expect(judge(twice([{}, {}], { operation: keyless }).build())).to.deep.equal(right);
    expect(judge(twice([{}, {}]).build())).to.deep.equal(right);
    expect(judge(twice([{ key: 'key#1' }, { key: 'key#2' }]).build())).to.deep.equal(right);
  });

  describe('after a restart of the client', () => {
    const lost = (given: Partial<Case> = {}) => aCase(given).request(0, { key: 'key#1' }).effect();
    const doubled = fail('must', 'one intent brought about 2 payments: at 0 ms, at 1,100 ms');
    const again = (kept: string[] | false, given?: Partial<Case>) =>
      judge(lost(given).restarted('call-2', 100, kept).request(1_100, { key: 'key#2' }).effect().reply().build());

    it('rejects two of a client that has kept something of the order', () => {
      expect(again(['intent-1'])).to.deep.equal(doubled);
      const told = lost().reset().tells(50, { outcome: 'unknown' }).restarted('call-2', 100);
      expect(judge(told.request(1_100, { key: 'key#2' }).effect().build())).to.deep.equal(doubled);
      expect(judge(lost().restarted('call-2', 100).request(1_100).reply().build())).to.deep.equal(pass);
    });

    it('accepts two of one that keeps nothing of it, or other things', () => {
      for (const kept of [false as const, [], ['intent-2']])
        expect(again(kept)).to.have.property('verdict', 'not-applicable');
    });

    it('accepts two where the operation takes no key, and rejects them where it takes one in the body', () => {
      const { keyHeader, ...keyless } = payment;
      expect(keyHeader).to.equal('idempotency-key');
      expect(again(['intent-1'], { operation: keyless })).to.have.property('verdict', 'not-applicable');
      expect(again(['intent-1'], { operation: { ...keyless, keyField: 'id' } })).to.deep.equal(doubled);
    });

    it('accepts two where nobody was killed, whatever was kept', () => {
      const twiceCalled = lost()
        .tells(5, { outcome: 'unknown' })
        .call('call-2', 10)
        .request(10, { key: 'key#2' })
        .effect();
      expect(judge(twiceCalled.build({ kept: ['intent-1'] }))).to.have.property('verdict', 'not-applicable');
    });
  });

  it('rejects more than one by one of them', () => {
    const { keyHeader, ...keyless } = payment;
    const first = aCase({ operation: keyless }).request(0).effect().reset().request(500).effect().reply();
    expect(judge(first.call('call-2', 0).build())).to.have.property('verdict', 'inconclusive');
    expect(judge(first.request(0).reply().build())).to.have.property('verdict', 'fail');
    expect(judge(first.effect().build())).to.have.property('verdict', 'fail');
  });

  it('leaves the effects of the follow-up to money.belief', () => {
    const played = aCase().request(0).effect().reset().tells(0, { outcome: 'retryable' });
    played.call('follow-up', 1).request(1).effect().reply();
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('cannot tell where effects name no intent, unless two are known already', () => {
    expect(judge(aCase().request(0).strayEffect().build())).to.deep.equal(
      inconclusive('the client drops or changes the field `reference`: 1 payment cannot be attributed to an intent'),
    );
    const { marker, ...unmarked } = payment;
    expect(marker).to.equal('reference');
    expect(judge(aCase({ operation: unmarked }).request(0).strayEffect().strayEffect().build())).to.deep.equal(
      inconclusive('2 payments cannot be attributed to an intent'),
    );
    expect(judge(aCase().request(0).effect().effect().strayEffect().build())).to.have.property('verdict', 'fail');
  });

  it('does not mind what cannot be attributed where the operation is about something else', () => {
    const { ledger, ...played } = aCase().request(0).effect().strayEffect().build();
    const granted = ledger.map((entry) => (entry.intent === undefined ? { ...entry, kind: 'grant' as const } : entry));
    expect(judge({ ...played, ledger: granted })).to.deep.equal(pass);
  });

  it('does not judge a read', () => {
    expect(judge(aCase({ operation: reading }).request(0).build())).to.deep.equal(
      notApplicable('the operation brings nothing about'),
    );
  });
});
