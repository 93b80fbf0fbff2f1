import { expect } from 'chai';
import { catchEscapes } from './escapes.ts';
import { errorOf, lanes, playing, settled, url } from './stage.spec.ts';

describe('escapes', () => {
  const boom = new Error('boom');

  it('an unhandled rejection is reported, and the scenario goes on', async () => {
    const recorded = await playing('fetch', async (time) => {
      void Promise.reject(boom);
      await time.sleep(10);
      return time.now();
    });
    expect(settled(recorded)).to.equal(10);
    expect(recorded.escaped).to.deep.equal([['rejection', boom]]);
  });

  it('an exception in a timer, an interval, an immediate, a tick or a microtask is reported', async () => {
    const recorded = await playing('fetch', async (time) => {
      const thrower = (): never => {
        throw boom;
      };
      setTimeout(thrower, 1);
      const beat = setInterval(() => {
        clearInterval(beat);
        thrower();
      }, 2);
      setImmediate(thrower);
      process.nextTick(thrower);
      queueMicrotask(thrower);
      await time.sleep(10);
      return 'on';
    });
    expect(settled(recorded)).to.equal('on');
    expect(recorded.escaped).to.deep.equal(new Array(5).fill(['exception', boom]));
  });

  it('what happens after the body settled is still reported to its own scenario', async () => {
    const recorded = await playing('fetch', async () => void setTimeout(() => Promise.reject(boom), 50));
    expect(recorded.escaped).to.deep.equal([['rejection', boom]]);
    const next = await playing('fetch', (time) => time.sleep(100));
    expect(next.escaped).to.deep.equal([]);
  });

  for (const lane of lanes) {
    it(`the errors that a client lets drop (${lane})`, async () => {
      const recorded = await playing(lane, async () => {
        const controller = new AbortController();
        void fetch(url, { signal: controller.signal });
        controller.abort(boom);
      });
      expect(recorded.escaped).to.deep.equal([['rejection', boom]]);
    });
  }

  it('listeners of before are away meanwhile, and in their places again afterwards', async () => {
    const heard: unknown[] = [];
    const listener = (error: unknown): void => void heard.push(error);
    process.prependListener('unhandledRejection', listener);
    const before = process.rawListeners('unhandledRejection');
    const exceptionsBefore = process.rawListeners('uncaughtException');
    await playing('fetch', async () => void Promise.reject(boom));
    expect(process.rawListeners('unhandledRejection')).to.deep.equal(before);
    expect(process.rawListeners('uncaughtException')).to.deep.equal(exceptionsBefore);
    process.removeListener('unhandledRejection', listener);
    expect(heard).to.deep.equal([]);
  });

  it('also after a body that throws', async () => {
    const before = process.rawListeners('uncaughtException');
    await errorOf(playing('fetch', () => Promise.reject(boom)));
    expect(process.rawListeners('uncaughtException')).to.deep.equal(before);
  });

  it('gives back a function that undoes it', () => {
    const before = process.rawListeners('uncaughtException');
    const undo = catchEscapes(() => {});
    expect(process.rawListeners('uncaughtException')).to.have.length(1).and.not.deep.equal(before);
    expect(undo()).to.deep.equal([]);
    expect(process.rawListeners('uncaughtException')).to.deep.equal(before);
  });

  it('tells when somebody took our listeners away, and puts theirs back all the same', async () => {
    const before = process.rawListeners('unhandledRejection');
    const { played } = await playing('fetch', async () => void process.removeAllListeners('unhandledRejection'));
    expect(played.unheard).to.deep.equal(['unhandledRejection']);
    expect(process.rawListeners('unhandledRejection')).to.deep.equal(before);
  });
});
