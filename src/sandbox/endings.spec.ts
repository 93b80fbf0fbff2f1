import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import { broken, errorOf, lanes, ok, playing, sandbox, settled, url, viaNodeHttp } from './stage.spec.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('endings', () => {
  before(() => sandbox.prepare('msw'));

  it('settled: gives the value, and leaves nothing', async () => {
    const { played } = await playing('fetch', async () => 7);
    expect(played).to.deep.equal({ ending: 'settled', value: 7, leftover: 0, left: [], unheard: [] });
  });

  it('rejects with what the body throws, and is free again', async () => {
    const error = new Error("the engine's own");
    expect(await errorOf(playing('fetch', () => Promise.reject(error)))).to.equal(error);
    expect((await playing('fetch', async () => 1)).played.ending).to.equal('settled');
  });

  it('rejects with what respond throws, however the client takes it', async () => {
    const error = new Error('no route');
    for (const lane of lanes) {
      const thrown = await errorOf(
        playing(
          lane,
          () => fetch(url).catch(() => 'swallowed'),
          () => {
            throw error;
          },
        ),
      );
      expect(thrown, lane).to.equal(error);
    }
  });

  it('hung: nothing pending anywhere', async () => {
    const { played } = await playing('fetch', never);
    expect(played).to.deep.equal({ ending: 'hung', leftover: 0, left: [], unheard: [] });
  });

  it('hung: node:http without a timeout against a stall, after which the client is hung up on', async () => {
    let ended = '';
    const { played, aborted } = await playing(
      'msw',
      async () => {
        ended = (await errorOf(viaNodeHttp())).message;
      },
      () => broken('stall'),
    );
    expect(played).to.deep.equal({ ending: 'hung', leftover: 0, left: [], unheard: [] });
    expect(ended).to.equal('read ECONNRESET');
    expect(aborted, 'the client did not hang up').to.deep.equal([]);
  });

  it('time: the clock does not pass the limit', async () => {
    let reached = 0;
    const { played } = await playing(
      'fetch',
      async (time) => {
        while (true) {
          await time.sleep(1_000);
          reached = time.now();
        }
      },
      undefined,
      { limits: { virtualMs: 10_500, requests: 1 } },
    );
    expect(played.ending).to.equal('time');
    expect(reached).to.be.at.least(10_000);
  });

  for (const lane of lanes) {
    it(`requests: an endless loop at one instant ends (${lane}), and reaches no later scenario`, async () => {
      const first = await playing(
        lane,
        async () => {
          while (true) await fetch(url).catch(() => {});
        },
        undefined,
        { limits: { virtualMs: 1, requests: 20 } },
      );
      expect(first.played.ending).to.equal('requests');
      expect(first.at).to.deep.equal(new Array(20).fill(0));
      const second = await playing(lane, async (time) => {
        await time.sleep(1_000);
        return (await fetch(url)).status;
      });
      expect(settled(second)).to.equal(200);
      expect(second.requests).to.have.length(1);
    });
  }

  it('clears an interval that goes on, and counts it', async () => {
    let beats = 0;
    const body = async (): Promise<void> =>
      void setInterval(() => {
        beats += 1;
      }, 1_000);
    expect((await playing('fetch', body)).played.leftover).to.equal(1);
    expect(beats, 'it is not waited for').to.be.below(3);
    const before = beats;
    const next = await playing('fetch', (time) => time.sleep(60_000));
    expect(beats).to.equal(before);
    expect(next.played.leftover).to.equal(0);
  });

  it('lets a lost race run out', async () => {
    const { played } = await playing('fetch', () =>
      Promise.race([fetch(url), new Promise((resolve) => setTimeout(resolve, 86_400_000))]),
    );
    expect(played).to.include({ ending: 'settled', leftover: 0 });
  });

  it('refuses what the client asks for after the end', async () => {
    let late: unknown;
    const recorded = await playing('fetch', async () => {
      setTimeout(
        () =>
          fetch(url).catch((error: unknown) => {
            late = error;
          }),
        1_000,
      );
    });
    expect(recorded.requests).to.deep.equal([]);
    expect(late).to.be.instanceOf(TypeError).with.nested.property('cause.code', 'ECONNREFUSED');
  });

  it('bounds a client that retries what is refused after the end', async () => {
    let attempts = 0;
    const retry = async (): Promise<void> => {
      attempts += 1;
      await fetch(url).catch(() => {});
      setTimeout(retry, 10);
    };
    const recorded = await playing('fetch', async () => void setTimeout(retry, 1));
    expect(recorded.requests).to.deep.equal([]);
    expect(attempts).to.be.within(100, 102);
  });

  it('keeps what is left of a scenario out of the next one', async () => {
    let during: 'first' | 'second' | 'over' = 'first';
    let late: unknown;
    const spin = (): void => {
      if (during === 'first') setImmediate(spin);
      if (during === 'second') {
        fetch(url).catch((error: unknown) => {
          late = error;
        });
      }
    };
    const first = await playing('fetch', async () => spin());
    expect(first.played.leftover).to.equal(1);
    during = 'second';
    const second = await playing('fetch', (time) => time.sleep(10));
    during = 'over';
    expect(second.requests).to.deep.equal([]);
    expect(late).to.have.nested.property('cause.code', 'ECONNREFUSED');
  });

  it('refuses a second scenario at the same time', async () => {
    const first = playing('fetch', (time) => time.sleep(10));
    const error = await errorOf(playing('fetch', async () => {}));
    expect(error).to.be.instanceOf(SadpathError);
    expect(error.message).to.equal(
      'Failed to play a scenario: another one is running in this process. Play one at a time, or use more processes.',
    );
    expect((await first).played.ending).to.equal('settled');
  });

  it('numbers the exchanges from 1 in each scenario', async () => {
    for (const round of [1, 2]) {
      const { exchanges } = await playing(
        'fetch',
        async () => {
          await fetch(url);
          await fetch(url);
        },
        () => ok,
      );
      expect(
        exchanges.map(({ number }) => number),
        `round ${round}`,
      ).to.deep.equal([1, 2]);
    }
  });
});
