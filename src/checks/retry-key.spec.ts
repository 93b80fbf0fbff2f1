import { expect } from 'chai';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { retryKey } from './retry-key.ts';

describe('retry.key', () => {
  const judge = retryKey.judge;
  const one = { key: 'key#1' };
  const other = { key: 'key#2' };

  it('accepts one key for all attempts, whoever made it', () => {
    const played = aCase().request(0, one).reset().request(500, one).error('internal').request(900, one).reply();
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('rejects another key while the attempt before may have gone through', () => {
    expect(judge(aCase().request(0, one).reset().request(500, other).build())).to.deep.equal(
      fail(
        'should',
        'attempt 2 (at 500 ms) carries another key than attempt 1, which ended in connection reset and may have gone through',
      ),
    );
    expect(judge(aCase().request(0, one).error('internal').request(500, other).build())).to.have.property(
      'severity',
      'must',
    );
    expect(judge(aCase().request(0, one).error('too_many').request(500, other).build())).to.have.property(
      'severity',
      'must',
    );
  });

  it('rejects a key that goes or comes', () => {
    expect(judge(aCase().request(0, one).reset().request(5).build())).to.deep.equal(
      fail(
        'should',
        'attempt 2 (at 5 ms) carries no key, unlike attempt 1, which ended in connection reset and may have gone through',
      ),
    );
    expect(judge(aCase().request(0).reset().request(5, one).build())).to.deep.equal(
      fail(
        'should',
        'attempt 2 (at 5 ms) carries a key, unlike attempt 1, which ended in connection reset and may have gone through',
      ),
    );
  });

  it('accepts a new key where the row invites one and nothing is open', () => {
    expect(judge(aCase().request(0, one).error('declined').request(5, other).build())).to.deep.equal(pass);
    const open = aCase().request(0, one).reset().request(5, one).error('declined').request(9, other);
    expect(judge(open.build())).to.have.property('verdict', 'fail');
  });

  it('accepts a new key after a read that showed no effect, and only then', () => {
    const nothing = aCase().request(0, one).error('internal').read(5).error('not_found').request(9, other);
    expect(judge(nothing.build())).to.deep.equal(pass);
    const unlisted = aCase().request(0, one).reset().read(5).error('novel', { status: 404 }).request(9, other);
    expect(judge(unlisted.build())).to.deep.equal(pass);
    const failed = aCase().request(0, one).error('internal').read(5).error('busy').request(9, other);
    expect(judge(failed.build())).to.have.property('verdict', 'fail');
    const page = aCase().request(0, one).error('internal').read(5).fault('html', '404 gateway page', { status: 404 });
    expect(judge(page.request(9, other).build())).to.have.property('verdict', 'fail');
    const before = aCase().read(0).error('not_found').request(1, one).reset().request(9, other);
    expect(judge(before.build())).to.have.property('verdict', 'fail');
  });

  it('rejects one key for two intents', () => {
    const played = aCase().request(0, one).reply().tells(0, { outcome: 'succeeded' });
    expect(judge(played.call('call-2', 5, 'intent-2').request(5, one).build())).to.deep.equal(
      fail('should', 'sent intent-2 (at 5 ms) under the key of intent-1'),
    );
  });

  it('cannot tell whose key it is where a request names no intent and one call sends for all', () => {
    const played = aCase().call('call-2', 0, 'intent-2').request(0, one).request(0, one).build();
    const trace = played.trace.map((event, place) => {
      if (event.event !== 'request') return event;
      const { intent, call, ...request } = event;
      return { ...request, call: place === 1 ? 'call-1' : 'call-2' };
    });
    expect(judge({ ...played, trace })).to.have.property('verdict', 'fail');
    const late = trace.map((event) =>
      event.event === 'request' && event.call === 'call-2' ? { ...event, at: 5 } : event,
    );
    expect(judge({ ...played, trace: late })).to.have.property('verdict', 'inconclusive');
  });

  it('accepts two keys for two intents, and any keys for two calls of one', () => {
    const played = aCase().request(0, one).reply().tells(0, { outcome: 'succeeded' });
    expect(judge(played.call('call-2', 5, 'intent-2').request(5, other).build())).to.deep.equal(pass);
    const again = aCase().request(0, one).reply().tells(0, { outcome: 'succeeded' });
    expect(judge(again.call('call-2', 5).request(5, other).build())).to.have.property('verdict', 'not-applicable');
    const minted = aCase().request(0, one).reply().tells(0, { outcome: 'retryable' });
    expect(judge(minted.call('follow-up', 5, 'intent-2').request(5, one).build())).to.have.property(
      'verdict',
      'not-applicable',
    );
  });

  it('takes two intents without keys for nothing', () => {
    const played = aCase().request(0).reply().tells(0, { outcome: 'succeeded' });
    expect(judge(played.call('call-2', 5, 'intent-2').request(5).build())).to.deep.equal(
      notApplicable('call call-1: the client sends no key'),
    );
  });

  it('asks for a row or a read, even where nothing is open', () => {
    const played = aCase().request(0, one).fault('refused', 'connection refused').request(5, other);
    expect(judge(played.build())).to.deep.equal(
      fail('should', 'attempt 2 (at 5 ms) carries another key than attempt 1, which ended in connection refused'),
    );
  });

  it('does not judge a client without keys, or without a second attempt', () => {
    expect(judge(aCase().request(0).reset().request(5).build())).to.deep.equal(
      notApplicable('the client sends no key'),
    );
    expect(judge(aCase().request(0, one).reset().build())).to.deep.equal(notApplicable('there was no second attempt'));
  });

  describe('after a restart of the client', () => {
    const again = (key: string | undefined, kept: string[] | false = ['intent-1']) => {
      const killed = aCase().request(0, one).restarted('call-2', 100, kept);
      return judge(
        killed
          .request(1_100, key === undefined ? {} : { key })
          .reply()
          .build(),
      );
    };

    it('accepts the key that was kept, and rejects any other', () => {
      expect(again('key#1')).to.deep.equal(pass);
      const why = 'although its first request (at 0 ms) may have gone through';
      const another = fail('should', `after a restart the same call sent another key (at 1,100 ms), ${why}`);
      expect(again('key#2')).to.deep.equal(another);
      expect(again(undefined)).to.deep.equal(another);
    });

    it('rejects it after a reply that was lost, and not after one that said no', () => {
      const settled = (played: ReturnType<typeof aCase>) =>
        judge(played.tells(5).restarted('call-2', 100).request(1_100, other).reply().build()).verdict;
      expect(settled(aCase().request(0, one).reset())).to.equal('fail');
      expect(settled(aCase().request(0, one).error('declined'))).to.equal('not-applicable');
      expect(settled(aCase().request(0, one).reply())).to.equal('not-applicable');
    });

    it('does not judge a client that has kept nothing of the call', () => {
      for (const kept of [false as const, []])
        expect(again('key#2', kept)).to.have.property('verdict', 'not-applicable');
    });

    it('accepts another one after a reading that found nothing', () => {
      const read = aCase().request(0, one).restarted('call-2', 100).read(1_100).error('not_found');
      expect(judge(read.request(1_200, other).reply().build()).verdict).to.equal('pass');
    });

    it('has nothing to say of a call that sent nothing', () => {
      const silent = aCase().request(0, one).restarted('call-2', 100).tells(1_100, { outcome: 'unknown' });
      expect(judge(silent.build())).to.have.property('verdict', 'not-applicable');
      const unsent = aCase().restarted('call-2', 100).request(1_100, one).reply();
      expect(judge(unsent.build())).to.have.property('verdict', 'not-applicable');
    });
  });

  it('keeps the orders of a client that was restarted apart, and has nothing to say of one without keys', () => {
    const two = aCase().request(0, one).reset().tells(1, { outcome: 'unknown' }).call('call-2', 5, 'intent-2');
    const killed = two.request(5, other).restarted('call-3', 100, ['intent-1', 'intent-2']).request(1_100, one);
    expect(judge(killed.reply().build())).to.deep.equal(pass);
    const keyless = aCase().request(0).restarted('call-2', 100).request(1_100).reply();
    expect(judge(keyless.build())).to.have.property('verdict', 'not-applicable');
  });

  it('does not excuse a retry by a reading that came after it', () => {
    const played = aCase().request(0, one).reset().request(5, other).read(6).error('not_found');
    expect(judge(played.build())).to.have.property('verdict', 'fail');
  });
});
