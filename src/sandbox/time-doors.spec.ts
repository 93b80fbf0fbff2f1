import { AsyncLocalStorage } from 'node:async_hooks';
import nodeTimers from 'node:timers';
import { setInterval as every, scheduler, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { startOfDay } from '../model/start-of-day.ts';
import { errorOf, playing, settled } from './stage.spec.ts';

import { delayOf } from './virtual-timer.ts';

/** Plays in virtual time, and says how many milliseconds of it have passed. */
async function lasting(body: () => Promise<unknown>): Promise<number> {
  return settled(
    await playing('fetch', async (time) => {
      await body();
      return time.now();
    }),
  );
}

describe('the doors to time, in a scenario', () => {
  const hour = 3_600_000;
  const ways: Record<string, () => Promise<unknown>> = {
    setTimeout: () => new Promise((resolve) => setTimeout(resolve, hour)),
    'node:timers': () => new Promise((resolve) => nodeTimers.setTimeout(resolve, hour)),
    'promisify(setTimeout)': () => promisify(setTimeout)(hour),
    'node:timers/promises': () => wait(hour),
    'scheduler.wait': () => scheduler.wait(hour),
    'AbortSignal.timeout': () => new Promise((resolve) => AbortSignal.timeout(hour).addEventListener('abort', resolve)),
  };
  for (const [name, way] of Object.entries(ways)) {
    it(`${name}, imported before the sandbox opened`, async () => {
      expect(await lasting(way)).to.equal(hour);
    });
  }

  it('setInterval keeps its beat until it is cleared', async () => {
    expect(
      await lasting(
        () =>
          new Promise<void>((resolve) => {
            let beats = 0;
            const timer = setInterval(() => {
              beats += 1;
              if (beats < 3) return;
              clearInterval(timer);
              resolve();
            }, 250);
          }),
      ),
    ).to.equal(750);
  });

  it('the interval of node:timers/promises', async () => {
    const beats: string[] = [];
    expect(
      await lasting(async () => {
        for await (const beat of every(100, 'beat')) {
          beats.push(beat);
          if (beats.length === 3) break;
        }
      }),
    ).to.equal(300);
    expect(beats).to.deep.equal(['beat', 'beat', 'beat']);
  });

  it("a wait is aborted with the platform's own error", async () => {
    const recorded = await playing('fetch', async (time) => {
      const reason = new Error('why');
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 40);
      const errors = await Promise.all([
        errorOf(wait(1_000, undefined, { signal: controller.signal })),
        errorOf(
          (async () => {
            for await (const _ of every(1_000, undefined, { signal: controller.signal }));
          })(),
        ),
      ]);
      errors.push(await errorOf(wait(1_000, undefined, { signal: controller.signal })));
      return [time.now(), ...errors.map(({ name, code, cause }) => [name, code, cause === reason])];
    });
    expect(settled(recorded)).to.deep.equal([40, ...new Array(3).fill(['AbortError', 'ABORT_ERR', true])]);
  });

  it("a timer passes its arguments, keeps its async context, and speaks as Node's does", async () => {
    const store = new AsyncLocalStorage<string>();
    const recorded = await playing(
      'fetch',
      () =>
        new Promise((resolve) => {
          store.run('mine', () => {
            const timer = setTimeout(
              function (this: unknown, ...args: unknown[]) {
                resolve([args, store.getStore(), this === timer, timer.unref().hasRef(), timer.ref().hasRef()]);
              },
              5,
              'a',
              'b',
            );
          });
        }),
    );
    expect(settled(recorded)).to.deep.equal([['a', 'b'], 'mine', true, false, true]);
  });

  it('refresh begins anew, also after it fired, and not after it was cleared', async () => {
    const recorded = await playing('fetch', async (time) => {
      const fired: number[] = [];
      const timer = setTimeout(() => fired.push(time.now()), 100);
      await time.sleep(60);
      timer.refresh();
      await time.sleep(200);
      timer.refresh();
      await time.sleep(200);
      clearTimeout(timer);
      timer.refresh();
      await time.sleep(200);
      return fired;
    });
    expect(settled(recorded)).to.deep.equal([160, 360]);
  });

  it('reads a delay as Node does', () => {
    expect([5, '5', 5.9, 0, -1, undefined, Number.NaN, 2 ** 31 - 1, 2 ** 31].map(delayOf)).to.deep.equal([
      5,
      5,
      5,
      1,
      1,
      1,
      1,
      2 ** 31 - 1,
      1,
    ]);
  });

  it("refuses what is no callback in the platform's own words", async () => {
    const recorded = await playing('fetch', async () =>
      errorOf((async () => Reflect.apply(setTimeout, globalThis, [7, 1]))()),
    );
    expect(settled(recorded).code).to.equal('ERR_INVALID_ARG_TYPE');
  });

  it('runs one timer at a time, and what follows from it before the next', async () => {
    const seen: string[] = [];
    await playing('fetch', async (time) => {
      setTimeout(() => setImmediate(() => seen.push('what follows')), 10);
      setTimeout(() => seen.push('the next'), 10);
      await time.sleep(20);
    });
    expect(seen).to.deep.equal(['what follows', 'the next']);
  });

  it('Date is one class in both worlds', async () => {
    const real = new Date();
    const recorded = await playing('fetch', async () => {
      class Mine extends Date {}
      const virtual = new Date();
      return [
        virtual instanceof Date && real instanceof Date && new Mine() instanceof Mine,
        new Mine().getTime() === startOfDay && virtual.constructor === Date,
        Date.now() === virtual.getTime(),
        Date() === virtual.toString() && typeof Date() === 'string',
        new Date(0).toISOString(),
        new Date(2020, 1, 3).getMonth(),
        Date.UTC(2000, 0),
        Date.parse('2000-01-01T00:00:00Z'),
        Date.name,
        Date.length,
        Object.prototype.toString.call(virtual),
      ];
    });
    expect(settled(recorded)).to.deep.equal([
      true,
      true,
      true,
      true,
      '1970-01-01T00:00:00.000Z',
      1,
      946_684_800_000,
      946_684_800_000,
      'Date',
      7,
      '[object Date]',
    ]);
    expect(real).to.be.instanceOf(Date);
    expect(startOfDay).to.equal(Date.UTC(2030, 0, 1));
  });
});
