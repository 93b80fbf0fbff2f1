import dgram from 'node:dgram';
import dns, { lookup, promises, Resolver } from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { expect } from 'chai';
import { isLoopback } from './guard.ts';
import { errorOf, playing, settled } from './stage.spec.ts';

/** An address that is nobody's (RFC 5737), so that a hole in the guard is a timeout of the spec and no traffic. */
const outside = '192.0.2.1';

/** Opens a connection that speaks no HTTP: MSW, where it is installed, lets that through to the guard. */
const failed = (socket: net.Socket): Promise<never> => {
  socket.write('\x00\x01 no HTTP');
  return new Promise((_resolve, reject) => socket.once('error', reject));
};

const asked = (ask: (callback: (error: Error | null) => void) => unknown): Promise<unknown> =>
  new Promise((resolve, reject) => ask((error) => (error ? reject(error) : resolve(undefined))));

const udp = (use: (socket: dgram.Socket, callback: (error?: Error | null) => void) => void): Promise<unknown> => {
  const socket = dgram.createSocket('udp4');
  socket.on('error', () => {});
  return new Promise((resolve, reject) => {
    use(socket, (error) => (error ? reject(error) : resolve(undefined)));
    socket.once('error', reject);
  }).finally(() => socket.close());
};

const doors: Record<string, [code: string, open: () => Promise<unknown>]> = {
  'net.connect': ['ECONNREFUSED', () => failed(net.connect(443, outside))],
  'net.connect over IPv6': ['ECONNREFUSED', () => failed(net.connect(443, '2001:db8::1'))],
  'net.connect to a name': ['ENOTFOUND', () => failed(net.connect(443, 'provider.sadpath.test'))],
  'tls.connect': ['ECONNREFUSED', () => failed(tls.connect(443, outside))],
  'tls over a socket': ['ECONNREFUSED', () => failed(tls.connect({ socket: net.connect(443, outside) }))],
  'dgram send': ['ECONNREFUSED', () => udp((socket, callback) => socket.send('x', 53, outside, callback))],
  'dgram connect': ['ECONNREFUSED', () => udp((socket, callback) => socket.connect(53, outside, callback))],
  'dns.lookup': ['ENOTFOUND', () => asked((callback) => dns.lookup('example.test', callback))],
  'lookup, a named import': ['ENOTFOUND', () => asked((callback) => lookup('example.test', { all: true }, callback))],
  'dns.resolve': ['ENOTFOUND', () => asked((callback) => dns.resolve('example.test', callback))],
  'dns.resolve4': ['ENOTFOUND', () => asked((callback) => dns.resolve4('example.test', callback))],
  'dns.resolveTxt': ['ENOTFOUND', () => asked((callback) => dns.resolveTxt('example.test', callback))],
  'dns.reverse': ['ENOTFOUND', () => asked((callback) => dns.reverse(outside, callback))],
  'dns.lookupService': ['ENOTFOUND', () => asked((callback) => dns.lookupService(outside, 53, callback))],
  'dns.Resolver': ['ENOTFOUND', () => asked((callback) => new Resolver().resolve4('example.test', callback))],
  'dns.promises.lookup': ['ENOTFOUND', () => promises.lookup('example.test')],
  'dns.promises.resolve': ['ENOTFOUND', () => promises.resolve('example.test')],
  'dns.promises.Resolver': ['ENOTFOUND', () => new promises.Resolver().resolveMx('example.test')],
};

describe('guard: nothing leaves the machine while a scenario runs', () => {
  for (const [door, [code, open]] of Object.entries(doors)) {
    it(`${door} is refused and reported`, async () => {
      const recorded = await playing('fetch', async (time) => {
        const error = await errorOf(open());
        return { code: error.code, at: time.now() };
      });
      expect(settled(recorded)).to.deep.equal({ code, at: 0 });
      const reported = recorded.escaped.filter(([kind]) => kind === 'connection').map(([, error]) => error);
      expect(reported).to.have.length.of.at.least(1);
      expect(reported[0]).to.include({ code, refusedBy: 'sadpath' });
    });
  }

  it('lets loopback through, and asks nobody for what is an address already', async () => {
    const server = net.createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const recorded = await playing('fetch', async () => {
      const socket = net.connect(port, 'localhost');
      socket.write('\x00');
      // Real sockets take real time, and the clock does not wait for them: keep the loop turning.
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      for (let turns = 0; heard === '' && turns < 10_000; turns += 1)
        await new Promise((resolve) => setImmediate(resolve));
      socket.destroy();
      return [heard, await promises.lookup('127.0.0.1'), await promises.lookup(outside)];
    });
    server.close();
    expect(settled(recorded)).to.deep.equal([
      'hello',
      { address: '127.0.0.1', family: 4 },
      { address: outside, family: 4 },
    ]);
    expect(recorded.escaped).to.deep.equal([]);
  });

  it('says who refused, where and why', async () => {
    const recorded = await playing('fetch', () => errorOf(promises.lookup('example.test')));
    expect(settled(recorded).message).to.equal(
      'getaddrinfo ENOTFOUND example.test (refused by sadpath: dns may reach loopback only)',
    );
  });

  it('is never reached by a request that MSW answers', async () => {
    const recorded = await playing('msw', async () => {
      const reply = new Promise((resolve) => http.get('http://provider.sadpath.test/', resolve));
      return reply.then(() => 'answered');
    });
    expect(settled(recorded)).to.equal('answered');
    expect(recorded.escaped).to.deep.equal([]);
  });

  it('knows what is loopback', () => {
    const own = [
      '127.0.0.1',
      '127.8.8.8',
      '::1',
      '::ffff:127.0.0.1',
      'localhost',
      'LOCALHOST',
      'api.localhost',
      '0.0.0.0',
      '::',
    ];
    const foreign = [
      '192.0.2.1',
      '10.0.0.1',
      '169.254.169.254',
      '1127.0.0.1',
      '127.0.0.1.evil.test',
      'localhost.evil.test',
      '::2',
    ];
    expect(own.filter((host) => !isLoopback(host))).to.deep.equal([]);
    expect(foreign.filter(isLoopback)).to.deep.equal([]);
  });
});
