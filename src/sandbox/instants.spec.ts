import axios from 'axios';
import { expect } from 'chai';
import { startOfDay } from '../model/start-of-day.ts';
import { lanes, plainUrl, playing, sandbox, settled, url, viaNodeHttp } from './stage.spec.ts';

const waits = [500, 1_000, 2_000];

async function retrying(attempt: () => Promise<number | undefined>): Promise<number | undefined> {
  for (const wait of waits) {
    const status = await attempt();
    if (status !== 503) return status;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return attempt();
}

const stacks: Record<string, () => Promise<number | undefined>> = {
  fetch: async () => (await fetch(url, { method: 'POST', body: '{}' })).status,
  'node:http': async () => (await viaNodeHttp()).status,
  axios: async () => (await axios.post(plainUrl, {}, { validateStatus: () => true })).status,
};

describe('instants: a retry loop is exact to the virtual millisecond', () => {
  before(() => sandbox.prepare('msw'));

  for (const lane of lanes) {
    for (const [stack, attempt] of Object.entries(stacks)) {
      it(`${stack} on the ${lane} lane`, async () => {
        const recorded = await playing(
          lane,
          () => retrying(attempt),
          (number) => ({ status: number < 4 ? 503 : 200, headers: {}, body: '' }),
        );
        expect(settled(recorded)).to.equal(200);
        expect(recorded.at).to.deep.equal([0, 500, 1_500, 3_500]);
        expect(recorded.delivered).to.deep.equal([1, 2, 3, 4]);
        expect(recorded.aborted).to.deep.equal([]);
        expect(recorded.exchanges[0]?.door).to.equal(stack === 'fetch' ? 'fetch' : 'socket');
      });
    }
  }

  it('gives every scenario the same day', async () => {
    const body = async (): Promise<number[]> => {
      const began = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 7));
      const now = new Date();
      return [began, Date.now(), now.getTime()];
    };
    const days = [settled(await playing('fetch', body)), settled(await playing('msw', body))];
    expect(days[0]).to.deep.equal([startOfDay, startOfDay + 7, startOfDay + 7]);
    expect(days[1]).to.deep.equal(days[0]);
  });

  it('ends a deadline that is kept on performance.now() or process.hrtime()', async () => {
    const recorded = await playing('fetch', async (time) => {
      const since = performance.now();
      const [seconds] = process.hrtime();
      const nanoseconds = process.hrtime.bigint();
      let attempts = 0;
      while (performance.now() - since < 30_000) {
        attempts += 1;
        await fetch(url);
        await time.sleep(1_000);
      }
      return [
        attempts,
        process.hrtime()[0] - seconds,
        Number(process.hrtime.bigint() - nanoseconds),
        process.hrtime(process.hrtime()),
      ];
    });
    expect(settled(recorded)).to.deep.equal([30, 30, 30e9, [0, 0]]);
  });

  it('sleeps for longer than a timer can', async () => {
    const long = 2 ** 32 + 5;
    const recorded = await playing(
      'fetch',
      async (time) => {
        await time.sleep(long);
        return time.now();
      },
      undefined,
      { limits: { virtualMs: 2 ** 40, requests: 1 } },
    );
    expect(settled(recorded)).to.equal(long);
  });

  it('never sets performance.now() back between scenarios', async () => {
    const first = settled(
      await playing('fetch', async (time) => {
        await time.sleep(5_000);
        return performance.now();
      }),
    );
    const second = settled(await playing('fetch', async () => performance.now()));
    expect(second).to.be.at.least(first);
  });
});
