import { AsyncResource } from 'node:async_hooks';
import { createHmac, pbkdf2, webcrypto } from 'node:crypto';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { errorOf, lanes, ok, playing, settled, url, viaNodeHttp } from './stage.spec.ts';

const rounds = 200;
/** TypeScript knows WebAssembly from the DOM's library only. */
const compile = (bytes: Uint8Array): Promise<unknown> => Reflect.get(globalThis, 'WebAssembly').compile(bytes);

/** The smallest module there is: magic number and version. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const zipped = gzipSync('x'.repeat(20));

/** Does the work again and again with a virtual timeout of 1 ms armed next to it, and counts the timeouts that won. */
async function falseTimeouts(work: () => Promise<unknown>): Promise<number> {
  let late = 0;
  const played = await playing('fetch', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          late += 1;
        }, 1);
        work().then(() => {
          clearTimeout(timer);
          resolve();
        }, reject);
      });
    }
  });
  settled(played);
  return late;
}

const kinds: [string, () => Promise<unknown>][] = [
  [
    'WebCrypto',
    async () => {
      const key = await webcrypto.subtle.importKey('raw', Buffer.from('k'), { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
      ]);
      return webcrypto.subtle.sign('HMAC', key, Buffer.from('x'));
    },
  ],
  ['pbkdf2', () => promisify(pbkdf2)('a', 'b', 100, 32, 'sha256')],
  ['a file', () => readFile(new URL(import.meta.url))],
  ['dns.lookup of localhost', () => promisify(dns.lookup)('localhost')],
  ['a compilation of WebAssembly', () => compile(emptyModule)],
  ['gunzip of 20 bytes', () => promisify(gunzip)(zipped)],
  [
    'chained immediates',
    async () => {
      for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  ],
];

describe('quiescence: the clock moves only when nothing else can', () => {
  for (const [what, work] of kinds) {
    it(`waits for ${what}: no false timeout in ${rounds} rounds`, async () => {
      expect(await falseTimeouts(work)).to.equal(0);
    });
  }

  it('does not take the jobs of synchronous functions for pending', async () => {
    const { played } = await playing('fetch', async () => {
      createHmac('sha256', 'k').update('x').digest();
      (await import('node:crypto')).pbkdf2Sync('a', 'b', 1, 8, 'sha256');
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 'moved';
    });
    expect(played).to.include({ ending: 'settled', value: 'moved' });
  });

  it('does not wait for what a client calls a request by itself, as the undici package does', async () => {
    const { played } = await playing('fetch', async (time) => {
      const waiting = new AsyncResource('UNDICI_REQUEST');
      await time.sleep(5_000);
      return waiting.runInAsyncScope(time.now);
    });
    expect(played).to.include({ ending: 'settled', value: 5_000 });
  });

  it('moves although a loop of immediates never rests, and says that it is left', async () => {
    let stop = false;
    const spin = (): void => void (stop || setImmediate(spin));
    const recorded = await playing('fetch', async (time) => {
      spin();
      for (let round = 0; round < 20; round += 1) await time.sleep(10);
      return time.now();
    });
    stop = true;
    expect(recorded.played).to.deep.equal({ ending: 'settled', value: 200, leftover: 1, left: [], unheard: [] });
  });

  for (const lane of lanes) {
    it(`${lane}: a fetch with a timeout of 1 ms is answered, 200 times`, async () => {
      const recorded = await playing(lane, async () => {
        for (let round = 0; round < rounds; round += 1) {
          await (await fetch(url, { method: 'POST', body: '{}', signal: AbortSignal.timeout(1) })).json();
        }
      });
      settled(recorded);
      expect(recorded.delivered).to.have.length(rounds);
    });
  }

  it('msw: node:http with a socket timeout of 1 ms is answered, 200 times', async () => {
    const timedOut: number[] = [];
    const recorded = await playing('msw', async () => {
      for (let round = 0; round < rounds; round += 1) {
        await viaNodeHttp({}, (request) => request.setTimeout(1, () => timedOut.push(round)));
      }
    });
    settled(recorded);
    expect(timedOut).to.deep.equal([]);
  });

  it('waits for a timer, and only as long as it takes', async () => {
    const recorded = await playing('fetch', async (time) => {
      const error = await errorOf(
        Promise.race([
          new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 1)),
          new Promise((resolve) => setTimeout(resolve, 2)),
        ]),
      );
      return [error.message, time.now()];
    });
    expect(settled(recorded)).to.deep.equal(['late', 1]);
  });

  it('sees the bodies of replies that are streamed to a slow reader', async () => {
    const recorded = await playing(
      'msw',
      async (time) => {
        const response = await fetch(url);
        await time.sleep(1_000);
        return [(await response.text()).length, time.now()];
      },
      () => ({ ...ok, body: 'x'.repeat(1_000_000) }),
    );
    expect(settled(recorded)).to.deep.equal([1_000_000, 1_000]);
  });
});
