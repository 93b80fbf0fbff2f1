import http from 'node:http';
import { expect } from 'chai';
import { broken, errorOf, ok, playing, sandbox, settled, url, viaNodeHttp } from './stage.spec.ts';
import { canTrust } from './wire/certificates.ts';

const never = new Promise<never>(() => {});
const lanes = (['msw', 'wire'] as const).filter((lane) => lane !== 'wire' || canTrust());

async function fetched(): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: '{}' });
  await response.text();
  return response.status;
}

describe('a client that is killed', () => {
  before(() => sandbox.prepare('msw'));

  it('waits for nothing any more, and leaves nothing behind', async () => {
    const ticks: string[] = [];
    const recorded = await playing('fetch', async (time) => {
      time.withCall('a', () => setTimeout(() => ticks.push(`timeout at ${time.now()}`), 500));
      time.withLife(() => setInterval(() => ticks.push(`interval at ${time.now()}`), 400));
      await time.sleep(450);
      time.kill();
      time.withLife(() => setTimeout(() => ticks.push(`the next one at ${time.now()}`), 100));
      await time.sleep(10_000);
    });
    expect(ticks).to.deep.equal(['interval at 400', 'the next one at 550']);
    expect(recorded.played).to.include({ ending: 'settled', leftover: 0 });
  });

  it('begins nothing any more: no timer, no request', async () => {
    const done: string[] = [];
    const { requests } = await playing('fetch', async (time) => {
      let wake = (): void => {};
      const woken = new Promise<void>((resolve) => (wake = resolve));
      void time.withCall('a', async () => {
        await woken;
        setTimeout(() => done.push('timer'), 1);
        await fetched();
        done.push('answered');
      });
      await time.sleep(1);
      time.kill();
      wake();
      await time.sleep(10_000);
    });
    expect([done, requests.length]).to.deep.equal([[], 0]);
  });

  for (const lane of lanes) {
    it(`is hung up on, and its answer to that is never heard (${lane} lane)`, async () => {
      let heard = '';
      const respond = (number: number) => (number === 1 ? broken('stall') : ok);
      const recorded = await playing(
        lane,
        async (time) => {
          void time.withCall('a', async () => {
            heard = (await errorOf(fetched())).message;
            return fetched();
          });
          await time.sleep(100);
          time.kill();
          await time.sleep(1_000);
          return time.withCall('b', fetched);
        },
        respond,
      );
      expect(heard).to.equal('fetch failed');
      expect(settled(recorded)).to.equal(200);
      expect(recorded.exchanges.map(({ call, at }) => `${call} at ${at}`)).to.deep.equal(['a at 0', 'b at 1100']);
      expect(recorded.played.leftover).to.equal(0);
    });

    it(`frees the one connection of an agent that outlives it, and a kept one serves the next (${lane} lane)`, async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const respond = (number: number) => (number === 2 ? broken('stall') : ok);
      const recorded = await playing(
        lane,
        async (time) => {
          const send = () => viaNodeHttp({ agent, timeout: 5_000 });
          await time.withCall('a', send);
          time.kill();
          await time.sleep(1);
          void time.withCall('b', () => send().catch(() => never));
          await time.sleep(100);
          time.kill();
          await time.sleep(100);
          return (await time.withCall('c', send)).status;
        },
        respond,
      );
      agent.destroy();
      expect(settled(recorded)).to.equal(200);
      expect(recorded.exchanges.map(({ call }) => call)).to.deep.equal(['a', 'b', 'c']);
    });

    it(`takes no timeout of the next one along, where a connection is kept (${lane} lane)`, async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const respond = (number: number) => (number === 1 ? ok : broken('stall'));
      const recorded = await playing(
        lane,
        async (time) => {
          const send = () => viaNodeHttp({ agent }, (request) => request.setTimeout(700, () => request.destroy()));
          await time.withCall('a', send);
          time.kill();
          await time.sleep(1);
          const sent = time.now();
          await errorOf(time.withCall('b', send));
          return time.now() - sent;
        },
        respond,
      );
      agent.destroy();
      expect(settled(recorded)).to.equal(700);
    });
  }
});
