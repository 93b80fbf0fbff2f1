import http from 'node:http';
import nodeTimers from 'node:timers';
import { scheduler, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { playing, sandbox, url, withServer } from './stage.spec.ts';

function get(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(target, (reply) => {
        let body = '';
        reply.on('data', (chunk) => {
          body += chunk;
        });
        reply.on('end', () => resolve(body));
      })
      .on('error', reject);
  });
}

/** Real time that passes, by a clock that the sandbox does not know. */
async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const cpu = performance.timeOrigin + performance.now();
  await work();
  return performance.timeOrigin + performance.now() - cpu;
}

describe('outside a scenario everything passes through', () => {
  const scenarios = [
    () => Promise.resolve(),
    () =>
      playing('fetch', async (time) => {
        await fetch(url);
        await time.sleep(60_000);
      }),
    () =>
      playing('msw', async (time) => {
        await fetch(url);
        await time.sleep(60_000);
      }),
  ];

  scenarios.forEach((scenario, index) => {
    it(`real time, real dates and real servers, after ${index} scenarios`, async () => {
      await scenario();
      for (const real of [
        () => new Promise((resolve) => setTimeout(resolve, 3)),
        () => new Promise((resolve) => nodeTimers.setTimeout(resolve, 3)),
        () => promisify(setTimeout)(3),
        () => wait(3),
        () => scheduler.wait(3),
      ]) {
        expect(await elapsed(real)).to.be.at.least(1.9);
      }
      expect(new Date().getFullYear()).to.be.below(2030);
      expect(Math.abs(Date.now() - (performance.timeOrigin + performance.now()))).to.be.below(60_000);
      await withServer(async (origin) => {
        expect(await (await fetch(origin)).text()).to.equal('real');
        expect(await get(origin)).to.equal('real');
      });
    });
  });

  it('a real server can be asked before and after a scenario on kept connections', async () => {
    await sandbox.prepare('msw');
    await withServer(async (origin) => {
      for (let round = 0; round < 3; round += 1) {
        expect(await (await fetch(origin)).text()).to.equal('real');
        const { requests } = await playing('msw', async () => (await fetch(`${origin}/in-scenario`)).json());
        expect(requests.map((request) => request.url)).to.deep.equal([`${origin}/in-scenario`]);
      }
    });
  });

  it('handles of either world are cleared in the other', async () => {
    let fired = 0;
    const count = (): void => {
      fired += 1;
    };
    const real = setTimeout(count, 1);
    let virtual: NodeJS.Timeout | undefined;
    await playing('fetch', async () => {
      clearTimeout(real);
      virtual = setTimeout(count, 1_000);
      clearTimeout(Number(virtual));
      virtual = setTimeout(count, 1_000);
      nodeTimers.clearInterval(virtual);
    });
    await new Promise((resolve) => setTimeout(resolve, 3));
    clearTimeout(virtual);
    expect(fired).to.equal(0);
  });

  it('a real timer that went over to virtual time is cleared there', async () => {
    let fired = false;
    const timer = setTimeout(() => {
      fired = true;
    }, 5);
    await playing('fetch', async (time) => {
      timer.refresh();
      clearTimeout(timer);
      await time.sleep(10);
    });
    expect(fired).to.equal(false);
  });

  it('a real timer that is refreshed in a scenario goes on in virtual time, and the other way round', async () => {
    const seen: string[] = [];
    const timer = setTimeout(() => seen.push(new Date().getFullYear() < 2030 ? 'real' : 'virtual'), 2);
    await playing('fetch', async (time) => {
      timer.refresh();
      await time.sleep(5);
    });
    expect(seen).to.deep.equal(['virtual']);
    timer.refresh();
    await wait(5);
    expect(seen).to.deep.equal(['virtual', 'real']);
  });

  it("loses none of undici's timeouts over real requests in between", async () => {
    await withServer(async (origin) => {
      for (let round = 0; round < 2; round += 1) {
        await (await fetch(origin)).text();
        const { played } = await playing(
          'msw',
          async (time) => {
            await fetch(url).catch(() => {});
            return time.now();
          },
          () => ({ status: 0, headers: {}, body: '', transport: { kind: 'stall' } }),
        );
        expect(played).to.have.property('value').that.is.within(300_000, 301_000);
      }
    });
  });
});
