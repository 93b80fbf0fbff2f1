import http from 'node:http';
import { expect } from 'chai';
import { broken, errorOf, lanes, ok, playing, sandbox, settled, url, viaNodeHttp } from './stage.spec.ts';

/** What is printed while `use` runs. */
async function printed(use: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => [stream, stream.write] as const);
  const methods = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => [name, console[name]] as const);
  for (const [stream] of streams) stream.write = (text) => lines.push(String(text)) > 0;
  for (const [name] of methods) console[name] = (...parts: unknown[]) => void lines.push(parts.join(' '));
  try {
    await use();
  } finally {
    for (const [stream, write] of streams) stream.write = write;
    for (const [name, method] of methods) console[name] = method;
  }
  return lines;
}

const stacks: Record<string, () => Promise<unknown>> = { fetch: () => fetch(url), 'node:http': () => viaNodeHttp() };

describe('the msw lane', () => {
  before(() => sandbox.prepare('msw'));

  for (const [stack, attempt] of Object.entries(stacks)) {
    const coded = (error: Error & { cause?: unknown }): unknown => (stack === 'fetch' ? error.cause : error);

    it(`${stack}: a reset is the platform's coded error`, async () => {
      const recorded = await playing(
        'msw',
        () => errorOf(attempt()),
        () => broken('reset'),
      );
      expect(coded(settled(recorded))).to.include({
        message: 'read ECONNRESET',
        code: 'ECONNRESET',
        errno: -104,
        syscall: 'read',
      });
      expect([recorded.delivered, recorded.aborted]).to.deep.equal([[1], []]);
    });

    it(`${stack}: a refused connection is the platform's coded error`, async () => {
      const recorded = await playing(
        'msw',
        () => errorOf(attempt()),
        () => broken('refused'),
      );
      const port = stack === 'fetch' ? 443 : 80;
      expect(coded(settled(recorded))).to.include({
        message: `connect ECONNREFUSED 127.0.0.1:${port}`,
        code: 'ECONNREFUSED',
        errno: -111,
        syscall: 'connect',
        address: '127.0.0.1',
        port,
      });
    });

    it(`${stack}: a host that nobody knows is the platform's coded error`, async () => {
      const recorded = await playing(
        'msw',
        () => errorOf(attempt()),
        () => broken('unresolved'),
      );
      const { hostname } = new URL(url);
      expect(coded(settled(recorded))).to.include({
        message: `getaddrinfo ENOTFOUND ${hostname}`,
        code: 'ENOTFOUND',
        errno: -3008,
        syscall: 'getaddrinfo',
        hostname,
      });
    });

    it(`${stack}: fails, and then succeeds on a new connection`, async () => {
      const recorded = await playing(
        'msw',
        async () => {
          await errorOf(attempt());
          return attempt();
        },
        (number) => (number === 1 ? broken('reset') : ok),
      );
      expect(settled(recorded)).to.have.property('status', 200);
    });
  }

  it('prints nothing, whatever happens', async () => {
    const lines = await printed(async () => {
      for (const kind of ['reset', 'refused', 'unresolved', 'stall'] as const) {
        for (const attempt of Object.values(stacks)) {
          await playing(
            'msw',
            () => attempt().catch(() => {}),
            () => broken(kind),
            { limits: { virtualMs: 1e6, requests: 2 } },
          );
        }
      }
      await errorOf(
        playing(
          'msw',
          () => fetch(url),
          () => {
            throw new Error('no route');
          },
        ),
      );
      await playing('msw', () => viaNodeHttp());
    });
    expect(lines).to.deep.equal([]);
  });

  it('keeps a connection alive over replies that are framed', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<unknown>();
    const recorded = await playing('msw', async () => {
      for (let round = 0; round < 3; round += 1) {
        await viaNodeHttp({ agent }, (request) => request.once('socket', (socket) => sockets.add(socket)));
      }
    });
    expect(recorded.delivered).to.deep.equal([1, 2, 3]);
    expect(sockets.size).to.equal(1);
  });

  it('names the call of requests through node:http, kept connections too', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const { exchanges } = await playing('msw', async (time) => {
      const call = (id: string): Promise<unknown> => time.withCall(id, () => viaNodeHttp({ agent }));
      await Promise.all([call('a'), call('b')]);
      await call('c');
      await viaNodeHttp({ agent });
    });
    expect(exchanges.map(({ call, door }) => [call, door])).to.deep.equal([
      ['a', 'socket'],
      ['b', 'socket'],
      ['c', 'socket'],
      [undefined, 'socket'],
    ]);
  });

  for (const lane of lanes) {
    it(`a client with two stacks is served whole on the ${lane} lane`, async () => {
      const { exchanges, delivered } = await playing(lane, async () => {
        await (await fetch(url)).text();
        await viaNodeHttp();
      });
      expect(exchanges.map(({ door }) => door)).to.deep.equal(['fetch', 'socket']);
      expect(delivered).to.deep.equal([1, 2]);
    });
  }

  it('a request that the client destroys at any moment is not delivered twice, nor lost count of', async () => {
    const recorded = await playing('msw', async () => {
      for (let moment = 0; moment < 30; moment += 1) {
        await viaNodeHttp({}, (request) => {
          let left = moment;
          const step = (): void => {
            left -= 1;
            if (left < 0) request.destroy();
            else if (left % 2) process.nextTick(step);
            else setImmediate(step);
          };
          process.nextTick(step);
        }).catch(() => {});
      }
    });
    expect(recorded.played).to.include({ ending: 'settled', leftover: 0 });
    const { requests, delivered, aborted } = recorded;
    expect(requests.length).to.be.within(1, 29);
    expect(delivered).to.deep.equal(requests.map((_request, index) => index + 1));
    expect(aborted.every((number) => delivered.includes(number))).to.equal(true);
  });

  it('performs a stall for a socket on the fetch lane too', async () => {
    const recorded = await playing(
      'fetch',
      async (time) => {
        await errorOf(
          viaNodeHttp({}, (request) => request.setTimeout(700, () => request.destroy(new Error('gave up')))),
        );
        return time.now();
      },
      () => broken('stall'),
    );
    expect(settled(recorded)).to.equal(700);
  });
});
