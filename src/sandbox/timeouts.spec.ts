import http from 'node:http';
import axios from 'axios';
import { expect } from 'chai';
import { broken, errorOf, ok, plainUrl, playing, settled, url, viaNodeHttp } from './stage.spec.ts';
import { nextDue } from './virtual-clock.ts';

const stall = () => broken('stall');

/** When an attempt against a peer that never answers ended, and how. */
async function against(attempt: () => Promise<unknown>) {
  return playing(
    'msw',
    async (time) => {
      const error = await errorOf(attempt());
      return { at: time.now(), error };
    },
    stall,
  );
}

describe('timeouts against a stall end in exact virtual milliseconds', () => {
  it('req.setTimeout(80000) of node:http', async () => {
    const recorded = await against(() =>
      viaNodeHttp({}, (request) => request.setTimeout(80_000, () => request.destroy(new Error('gave up')))),
    );
    expect(settled(recorded).at).to.equal(80_000);
    expect(settled(recorded).error.message).to.equal('gave up');
    expect(recorded.aborted).to.deep.equal([1]);
    expect(recorded.delivered).to.deep.equal([]);
  });

  it('the timeout option of node:http, and of an agent', async () => {
    const hangUp = (request: http.ClientRequest) => request.on('timeout', () => request.destroy(new Error('gave up')));
    expect(settled(await against(() => viaNodeHttp({ timeout: 4_321 }, hangUp))).at).to.equal(4_321);
    const agent = new http.Agent({ keepAlive: true, timeout: 1_234 });
    expect(settled(await against(() => viaNodeHttp({ agent }, hangUp))).at).to.equal(1_234);
  });

  it('socket.setTimeout, with the property and the event', async () => {
    const recorded = await against(() =>
      viaNodeHttp({}, (request) =>
        request.once('socket', (socket) => {
          socket.setTimeout(600);
          socket.once('timeout', () => request.destroy(new Error(`after ${socket.timeout}`)));
        }),
      ),
    );
    expect(settled(recorded)).to.deep.include({ at: 600 });
    expect(settled(recorded).error.message).to.equal('after 600');
  });

  it('a socket timeout that was taken back never fires', async () => {
    const recorded = await playing(
      'msw',
      async () => {
        let fired = false;
        const pending = viaNodeHttp({ timeout: 50 }, (request) => {
          request.once('socket', (socket) => {
            socket.setTimeout(70, () => {
              fired = true;
            });
            socket.setTimeout(0);
          });
          setTimeout(() => request.destroy(new Error('gave up')), 1_000);
        });
        await errorOf(pending);
        return fired;
      },
      stall,
    );
    expect(settled(recorded)).to.equal(false);
  });

  it('a socket that is destroyed leaves no timer', async () => {
    const recorded = await playing(
      'msw',
      async (time) => {
        await errorOf(
          viaNodeHttp({ timeout: 80_000, agent: false }, (request) => setTimeout(() => request.destroy(), 10)),
        );
        return [time.now(), nextDue()];
      },
      stall,
    );
    expect(settled(recorded)).to.deep.equal([10, undefined]);
  });

  it('activity on the socket begins the timeout anew', async () => {
    const recorded = await playing(
      'msw',
      async (time) => {
        const timedOutAt: number[] = [];
        await errorOf(
          viaNodeHttp({ headers: { 'transfer-encoding': 'chunked' } }, (request) => {
            request.setTimeout(1_000, () => {
              timedOutAt.push(time.now());
              request.destroy(new Error('gave up'));
            });
            const { end } = request;
            request.end = () => request;
            request.write('a');
            setTimeout(() => Reflect.apply(end, request, ['b']), 700);
          }),
        );
        return timedOutAt;
      },
      stall,
    );
    expect(settled(recorded)).to.deep.equal([1_700]);
  });

  it('the timeout of axios', async () => {
    const recorded = await against(() => axios.post(plainUrl, {}, { timeout: 9_000 }));
    expect(settled(recorded).at).to.equal(9_000);
    expect(settled(recorded).error.code).to.equal('ECONNABORTED');
    expect(recorded.aborted).to.deep.equal([1]);
  });

  it("AbortSignal.timeout, with the platform's own error", async () => {
    const recorded = await against(() => fetch(url, { signal: AbortSignal.timeout(2_500) }));
    expect(settled(recorded).at).to.equal(2_500);
    expect(settled(recorded).error).to.be.instanceOf(DOMException).with.property('name', 'TimeoutError');
    expect(recorded.aborted).to.deep.equal([1]);
  });

  it("global fetch without any timeout ends after undici's 300 s, by its tick of 499 ms, every time", async () => {
    for (const round of [1, 2, 3]) {
      const { at, error } = settled(await against(() => fetch(url)));
      expect(at, `round ${round}`).to.be.within(300_000, 301_000);
      expect(error.message).to.equal('fetch failed');
      expect(error.cause).to.have.property('code', 'UND_ERR_HEADERS_TIMEOUT');
    }
  });

  it("undici's tick outlives what would not run out", async () => {
    const busy = await playing(
      'wire',
      async () => {
        setInterval(() => {}, 1);
        // The rest of the body never comes, and undici waits for it.
        void (await fetch(url)).text().catch(() => {});
      },
      () => ({ ...ok, transport: { kind: 'stall', at: 3 } }),
    );
    expect(busy.played).to.include({ ending: 'settled', leftover: 1 });
    expect(nextDue(), 'between scenarios it ticks in real time').to.equal(undefined);
    expect(settled(await against(() => fetch(url))).at).to.be.within(300_000, 301_000);
  });

  it("an agent's idle socket leaves nothing behind", async () => {
    const agent = new http.Agent({ keepAlive: true, timeout: 5_000 });
    const recorded = await playing(
      'msw',
      () => viaNodeHttp({ agent }),
      () => ok,
    );
    expect(recorded.played.leftover).to.equal(0);
    expect(Object.keys(agent.freeSockets)).to.deep.equal([]);
  });
});
