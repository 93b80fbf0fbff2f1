import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import axios from 'axios';
import { expect } from 'chai';
import got from 'got';
import { performersOf } from '../model/performers.ts';
import type { Transport, WireReply } from '../model/reply.ts';
import { errorOf, ok, plainUrl, playing, sandbox, settled, url } from './stage.spec.ts';

/** What a caller can see of how a call came out. */
type Seen =
  | { body: string }
  | { name: string; message: string; code?: unknown; cause?: { message: string; code?: unknown } };

const stacks: Record<string, (target: string) => Promise<string>> = {
  fetch: async (target) => (await fetch(target, { method: 'POST', body: '{}' })).text(),
  'node:http': (target) =>
    new Promise((resolve, reject) => {
      const module = target.startsWith('https') ? https : http;
      const request = module.request(target, { method: 'POST', agent: false }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        reply.on('error', reject).on('end', () => resolve(body));
      });
      request.on('error', reject).end('{}');
    }),
  axios: async (target) => (await axios.post(target, {}, { transformResponse: (body) => body })).data,
  got: (target) => got.post(target, { body: '{}', retry: { limit: 0 } }).text(),
};

async function seen(call: () => Promise<string>): Promise<Seen> {
  try {
    return { body: await call() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message, cause } = error;
    return {
      name,
      message,
      code: Reflect.get(error, 'code'),
      ...(cause instanceof Error ? { cause: { message: cause.message, code: Reflect.get(cause, 'code') } } : {}),
    };
  }
}

const body = '{"id":"1","done":true}';
const reply = (more: Partial<WireReply> = {}): WireReply => ({ ...ok, body, ...more });
const as = (transport: Transport): WireReply => reply({ transport });
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const whole = `content-length: ${body.length}\r\n\r\n`;

/** Each transport, and what a server of our own does to a real socket in its place. */
const pairs: [string, WireReply, (socket: net.Socket) => unknown][] = [
  ['a plain reply', reply(), (socket) => socket.write(`${head}${whole}${body}`)],
  ['a reset', as({ kind: 'reset' }), (socket) => socket.resetAndDestroy()],
  ['a closed connection', as({ kind: 'closed' }), (socket) => socket.end()],
  ['a body that is cut', as({ kind: 'cut', at: 5, framing: 'length' }), (socket) => socket.end(`${head}${whole}{"id"`)],
  [
    'chunks that are cut',
    as({ kind: 'cut', at: 5, framing: 'chunked' }),
    (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{"id"\r\n`),
  ],
  [
    'a body that ends with its connection',
    as({ kind: 'cut', at: 5, framing: 'close' }),
    (socket) => socket.end(`${head}connection: close\r\n\r\n{"id"`),
  ],
  [
    'a content-length that is too small',
    reply({ headers: { 'content-type': 'application/json', 'content-length': '5' } }),
    (socket) => socket.write(`${head}content-length: 5\r\n\r\n${body}`),
  ],
  [
    'something that is no HTTP',
    reply({ body: 'SSH-2.0-OpenSSH_9.6\r\n', transport: { kind: 'raw' } }),
    (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  ],
  [
    'headers without end',
    reply({ headers: { 'x-trace': 'a'.repeat(65_536) } }),
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nx-trace: ${'a'.repeat(65_536)}\r\n${whole}${body}`),
  ],
  [
    'early hints',
    as({ kind: 'informational', status: 103 }),
    (socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n${head}${whole}${body}`),
  ],
];

/** What a stack makes of a real socket, in real time, outside of any scenario. */
async function fromRealSocket(
  call: (target: string) => Promise<string>,
  act: (socket: net.Socket) => unknown,
): Promise<Seen> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    let asked = '';
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      asked += bytes;
      if (asked.endsWith('{}')) act(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await seen(() => call(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`));
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

describe('the wire lane', () => {
  for (const [stack, call] of Object.entries(stacks)) {
    describe(`shows ${stack} what a real socket shows it:`, () => {
      for (const [name, spoilt, act] of pairs) {
        it(name, async () => {
          const real = await fromRealSocket(call, act);
          for (const target of [plainUrl, url]) {
            const recorded = await playing(
              'wire',
              () => seen(() => call(target)),
              () => spoilt,
            );
            expect(settled(recorded)).to.deep.equal(real);
            expect(recorded.delivered).to.deep.equal([1]);
            expect(recorded.escaped).to.deep.equal([]);
          }
        });
      }
    });
  }

  for (const [stack, call] of Object.entries(stacks)) {
    it(`and the msw lane, where it can, look the same to ${stack}`, async () => {
      for (const [, spoilt] of pairs.filter(([, each]) => performersOf(each).includes('msw'))) {
        const [wire, msw] = [
          await playing(
            'wire',
            () => seen(() => call(url)),
            () => spoilt,
          ),
          await playing(
            'msw',
            () => seen(() => call(url)),
            () => spoilt,
          ),
        ];
        expect(settled(msw)).to.deep.equal(settled(wire));
        expect(msw.exchanges).to.deep.equal(wire.exchanges);
        expect(msw.delivered).to.deep.equal(wire.delivered);
      }
    });
  }

  it('hands over the request as it was sent', async () => {
    const { requests, exchanges } = await playing('wire', async (time) => {
      await time.sleep(40);
      await time.withCall('call-1', async () => {
        const response = await fetch(`${url}?a=1&b=%20#top`, {
          method: 'PUT',
          headers: { 'X-Key': 'ä1', 'content-type': 'application/json' },
          body: '{"name":"Ådå"}',
        });
        await response.text();
      });
    });
    expect(requests[0]).to.deep.include({ method: 'PUT', url: `${url}?a=1&b=%20`, body: '{"name":"Ådå"}' });
    expect(requests[0]?.headers).to.include({ 'content-type': 'application/json' });
    expect(exchanges).to.deep.equal([{ number: 1, door: 'fetch', at: 40, call: 'call-1', fetch: {} }]);
  });

  it('knows whose a request is on a connection that is kept', async () => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const once = (): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const request = https.request(url, { agent }, (answered) => answered.resume().on('end', resolve));
        request.on('error', reject).end();
      });
    const { exchanges } = await playing('wire', async (time) => {
      await Promise.all(['a', 'b', 'c'].map((id) => time.withCall(id, once)));
    });
    expect(exchanges.map(({ call, door }) => [call, door])).to.deep.equal(['a', 'b', 'c'].map((id) => [id, 'socket']));
    expect([Object.keys(agent.sockets), Object.keys(agent.freeSockets)], 'nothing stays open').to.deep.equal([[], []]);
  });

  it('closes a kept connection under the second request', async () => {
    const agent = new http.Agent({ keepAlive: true });
    let reused: unknown;
    const recorded = await playing(
      'wire',
      async () => {
        const once = (): Promise<unknown> =>
          new Promise((resolve, reject) => {
            const request = http.request(plainUrl, { agent }, (answered) => answered.resume().on('end', resolve));
            request.on('error', reject).on('socket', () => {
              reused = request.reusedSocket;
            });
            request.end();
          });
        await once();
        await new Promise((resolve) => setTimeout(resolve, 10));
        return (await errorOf(once())).message;
      },
      (number) => (number === 1 ? reply() : as({ kind: 'closed' })),
    );
    expect([settled(recorded), reused]).to.deep.equal(['socket hang up', true]);
  });

  it('is silent after a part of a body until the client hangs up, and says so', async () => {
    const recorded = await playing(
      'wire',
      async (time) => {
        const error = await errorOf(
          fetch(url, { signal: AbortSignal.timeout(700) }).then((response) => response.text()),
        );
        const at = time.now();
        await time.sleep(1);
        return [error.name, at];
      },
      () => as({ kind: 'stall', at: 4 }),
    );
    expect(settled(recorded)).to.deep.equal(['TimeoutError', 700]);
    expect([recorded.delivered, recorded.aborted]).to.deep.equal([[], [1]]);
  });

  it('lets a body come drop by drop, each at its time', async () => {
    const recorded = await playing(
      'wire',
      async (time) => {
        const response = await fetch(plainUrl);
        const head = time.now();
        return [head, await response.text(), time.now()];
      },
      () => as({ kind: 'drip', everyMs: 1_000 }),
    );
    expect(settled(recorded)).to.deep.equal([0, body, body.length * 1_000]);
    expect(recorded.delivered).to.deep.equal([1]);
  });

  it('holds a reply back for its time', async () => {
    const recorded = await playing(
      'wire',
      async (time) => [await stacks['node:http']?.(url), time.now()],
      () => reply({ delayMs: 250 }),
    );
    expect(settled(recorded)).to.deep.equal([body, 250]);
  });

  for (const [stack, call] of Object.entries(stacks)) {
    it(`never lets the clock run ahead of ${stack}`, async () => {
      const recorded = await playing('wire', async (time) => {
        for (let request = 0; request < 60; request += 1) {
          // A client that gives a reply a single millisecond.
          const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('late')), 1));
          await Promise.race([call(request % 2 ? url : plainUrl), late]);
        }
        return time.now();
      });
      expect(settled(recorded)).to.equal(0);
    });
  }

  it('moves the clock where nobody reads the rest of a body', async () => {
    const recorded = await playing(
      'wire',
      async (time) => {
        const response = await fetch(plainUrl);
        await time.sleep(5_000);
        await response.body?.cancel();
        return time.now();
      },
      () => reply({ body: 'a'.repeat(4_000_000) }),
    );
    expect(settled(recorded)).to.equal(5_000);
  });

  it('brings a large body through', async () => {
    const large = JSON.stringify({ data: 'a'.repeat(20_000_000) });
    const recorded = await playing(
      'wire',
      async () => (await (await fetch(url)).text()).length,
      () => reply({ body: large }),
    );
    expect(settled(recorded)).to.equal(large.length);
  });

  it('answers a host that is ignored, and refuses what comes after the end', async () => {
    const recorded = await playing(
      'wire',
      async () => (await fetch('https://telemetry.sadpath.test/')).status,
      () => reply(),
      { ignore: ['telemetry.sadpath.test'] },
    );
    expect(settled(recorded)).to.equal(204);
    expect(recorded.requests).to.deep.equal([]);
  });

  it('refuses a reply that only another lane can perform', async () => {
    const error = await errorOf(
      playing(
        'wire',
        () => fetch(url).catch(() => {}),
        () => as({ kind: 'refused' }),
      ),
    );
    expect(error.message).to.equal(
      'Failed to perform the reply "refused" on the wire lane: a client would see it otherwise than from a socket. Play the scenario on the msw lane, or leave the choice to `auto`.',
    );
  });

  it('leaves nothing to the next scenario of a client that goes on when its connections break', async () => {
    const silent = await playing(
      'wire',
      () =>
        new Promise((_resolve) => {
          const again = (left: number): void =>
            void (stacks.got?.(url) ?? Promise.reject()).catch(
              () => left > 0 && setTimeout(() => again(left - 1), 1_000),
            );
          again(3);
        }),
      () => as({ kind: 'stall', at: 3 }),
    );
    expect(silent.played.ending).to.equal('hung');
    const next = await playing('wire', (time) => time.sleep(10_000));
    expect(next.requests).to.deep.equal([]);
  });

  it('takes turns with the other lanes', async () => {
    for (const lane of ['msw', 'wire', 'fetch', 'wire', 'msw', 'fetch', 'wire'] as const) {
      const recorded = await playing(
        lane,
        () => seen(() => stacks.fetch?.(url) ?? Promise.reject()),
        () => reply(),
      );
      expect(settled(recorded), lane).to.deep.equal({ body });
      expect(await sandbox.prepare(lane), lane).to.equal(false);
    }
    await sandbox.prepare('msw');
  });

  it('leaves real connections alone when no scenario runs', async () => {
    const { body: real } = (await fromRealSocket(stacks.axios ?? Promise.reject, (socket) =>
      socket.write(`${head}content-length: 4\r\n\r\nreal`),
    )) as { body: string };
    expect(real).to.equal('real');
  });
});
