import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { WireReply } from '../model/reply.ts';
import { broken, errorOf, lanes, ok, playing, sandbox, settled, url } from './stage.spec.ts';

const reply = (status: number, body = '', headers: Record<string, string> = {}): WireReply => ({
  status,
  headers,
  body,
});

describe('global fetch, the same on each lane', () => {
  before(() => sandbox.prepare('msw'));

  for (const lane of lanes) {
    describe(lane, () => {
      it('hands over the request whole', async () => {
        const { requests } = await playing(lane, async () => {
          await fetch(`${url}?a=1&b=%20#fragment`, {
            method: 'post',
            body: '{"ü":1}',
            headers: { 'X-Key': 'k', 'Content-Type': 'application/json' },
          });
          await fetch(new Request(url, { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) }));
          await fetch(new URL(url), { method: 'POST', body: new Blob(['blob'], { type: 'text/x' }) });
          await fetch(url, { method: 'POST', body: new TextEncoder().encode('bytes') });
          const form = new FormData();
          form.set('field', 'value');
          await fetch(url, { method: 'POST', body: form });
          await fetch(url, { method: 'POST', body: new Blob(['stream']).stream(), duplex: 'half' });
          await fetch(url);
        });
        expect(requests.map(({ method }) => method)).to.deep.equal([
          'POST',
          'PUT',
          'POST',
          'POST',
          'POST',
          'POST',
          'GET',
        ]);
        expect(requests[0]).to.include({ url: `${url}?a=1&b=%20`, body: '{"ü":1}' });
        expect(requests[0]?.headers).to.include({ 'x-key': 'k', 'content-type': 'application/json' });
        expect(requests[1]).to.include({ url, body: 'a=b+c' });
        expect(requests[1]?.headers).to.have.property('content-type').that.contains('x-www-form-urlencoded');
        expect(requests.slice(2, 4).map(({ body }) => body)).to.deep.equal(['blob', 'bytes']);
        expect(requests[4]?.body).to.match(/name="field"\r\n\r\nvalue/);
        expect(requests.slice(5).map(({ body }) => body)).to.deep.equal(['stream', '']);
      });

      it('hands over the reply as it stands', async () => {
        const recorded = await playing(
          lane,
          async () => {
            const response = await fetch(`${url}#fragment`);
            const copy = response.clone();
            return {
              is: response instanceof Response,
              ok: response.ok,
              status: response.status,
              statusText: response.statusText,
              url: [response.url, copy.url],
              type: response.type,
              redirected: response.redirected,
              headers: Object.fromEntries(response.headers),
              text: [await response.text(), await copy.text()],
            };
          },
          () => reply(402, 'grün', { 'retry-after': '2' }),
        );
        expect(settled(recorded)).to.deep.equal({
          is: true,
          ok: false,
          status: 402,
          statusText: 'Payment Required',
          url: [url, url],
          type: 'basic',
          redirected: false,
          headers: { 'retry-after': '2', 'content-length': '5' },
          text: ['grün', 'grün'],
        });
        expect(recorded.delivered).to.deep.equal([1]);
      });

      for (const status of [204, 205, 304]) {
        it(`a ${status} has no body`, async () => {
          const recorded = await playing(
            lane,
            async () => {
              const response = await fetch(url);
              return [response.status, await response.text(), response.headers.get('content-length')];
            },
            () => reply(status, 'ignored'),
          );
          expect(settled(recorded)).to.deep.equal([status, '', null]);
        });
      }

      it('a reply to HEAD has none either', async () => {
        const recorded = await playing(
          lane,
          async () => (await fetch(url, { method: 'HEAD' })).text(),
          () => ok,
        );
        expect(settled(recorded)).to.equal('');
      });

      it('an empty body, a byte order mark, and a body of the wrong type', async () => {
        const bodies = ['', '\uFEFF{}', '<html>'];
        const recorded = await playing(
          lane,
          async () => {
            const read: unknown[] = [];
            for (const _ of bodies) {
              const response = await fetch(url);
              read.push(response.headers.get('content-type'), [...new Uint8Array(await response.arrayBuffer())].length);
            }
            return read;
          },
          (number) => reply(200, bodies[number - 1]),
        );
        expect(settled(recorded)).to.deep.equal([null, 0, null, 5, null, 6]);
      });

      it('errors of the platform: an aborted signal, before and after it is sent', async () => {
        const recorded = await playing(lane, async () => {
          const reason = new Error('why');
          const early = await errorOf(fetch(url, { signal: AbortSignal.abort(reason) }));
          const controller = new AbortController();
          const pending = fetch(url, { signal: controller.signal });
          controller.abort();
          const meanwhile = await errorOf(pending);
          const request = new Request(url, { signal: AbortSignal.abort(reason) });
          return [early === reason, meanwhile.name, (await errorOf(fetch(request))) === reason];
        });
        expect(settled(recorded)).to.deep.equal([true, 'AbortError', true]);
        expect(recorded.requests).to.deep.equal([]);
      });

      it('errors of the platform: what is no request', async () => {
        const recorded = await playing(lane, async () => {
          const errors = [
            await errorOf(fetch('no url')),
            await errorOf(fetch(url, { method: 'GET', body: 'x' })),
            await errorOf(fetch(url, { headers: { 'bad name': 'x' } })),
            await errorOf(Reflect.apply(fetch, undefined, [])),
          ];
          return errors.map(({ name }) => name);
        });
        expect(settled(recorded)).to.deep.equal(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
        expect(recorded.requests).to.deep.equal([]);
      });

      it('refuses what is no signal, in the platform’s own words', async () => {
        const recorded = await playing(lane, async () => {
          // What a client in JavaScript could pass.
          const init = JSON.parse('{"signal":"no signal"}');
          return String(await errorOf(fetch(url, init)));
        });
        expect(settled(recorded)).to.match(/AbortSignal/);
        expect(recorded.requests).to.have.length(0);
      });

      it('takes its options from an object of any class', async () => {
        class Options {
          get method(): string {
            return 'POST';
          }
          signal = new AbortController().signal;
        }
        const { requests } = await playing(lane, async () => {
          await fetch(url, new Options());
        });
        expect(requests.map(({ method }) => method)).to.deep.equal(['POST']);
      });

      it('a body that nobody has read yet breaks on abort', async () => {
        const recorded = await playing(
          lane,
          async (time) => {
            const controller = new AbortController();
            const response = await fetch(url, { signal: controller.signal });
            await time.sleep(10);
            controller.abort();
            return (await errorOf(response.text())).name;
          },
          () => reply(200, 'x'.repeat(300_000)),
        );
        expect(settled(recorded)).to.equal('AbortError');
      });

      it('a body that was read is not touched by a late abort', async () => {
        const recorded = await playing(
          lane,
          async () => {
            const controller = new AbortController();
            const response = await fetch(url, { signal: controller.signal });
            const text = await response.text();
            controller.abort();
            return text;
          },
          () => reply(200, 'whole'),
        );
        expect(settled(recorded)).to.equal('whole');
      });

      it('reads data: URLs by itself', async () => {
        const recorded = await playing(lane, async () => (await fetch('data:,hello')).text());
        expect(settled(recorded)).to.equal('hello');
        expect(recorded.requests).to.deep.equal([]);
      });

      it('answers hosts of telemetry with 204, and asks nobody', async () => {
        const recorded = await playing(
          lane,
          async () => (await fetch('https://telemetry.test/beat', { method: 'POST', body: 'x' })).status,
          undefined,
          {
            ignore: ['telemetry.test'],
          },
        );
        expect(settled(recorded)).to.equal(204);
        expect([recorded.requests, recorded.delivered]).to.deep.equal([[], []]);
      });

      it('an exchange knows its call', async () => {
        const { exchanges } = await playing(lane, (time) => {
          const call = async (id: string): Promise<void> => {
            await time.withCall(id, async () => {
              await (await fetch(url)).text();
              await time.sleep(id === 'a' ? 10 : 20);
              await new Promise((resolve) => setTimeout(resolve, 5));
              await (await fetch(url)).text();
            });
          };
          return Promise.all([call('a'), call('b'), (async () => void (await fetch(url)))()]);
        });
        const at = (instant: number) => exchanges.filter((exchange) => exchange.at === instant).map(({ call }) => call);
        expect(new Set(at(0))).to.deep.equal(new Set(['a', 'b', undefined]));
        expect([at(15), at(25)]).to.deep.equal([['a'], ['b']]);
        expect(exchanges.every(({ door }) => door === 'fetch')).to.equal(true);
      });
    });
  }

  describe('what only the fetch lane refuses', () => {
    const refused = [
      broken('reset'),
      broken('refused'),
      broken('unresolved'),
      broken('stall'),
      reply(200, 'abc', { 'content-length': '9' }),
      reply(100),
      { ...ok, delayMs: 299_001 },
    ];
    for (const [index, unplayable] of refused.entries()) {
      it(`reply ${index} (${unplayable.transport?.kind ?? unplayable.status})`, async () => {
        const error = await errorOf(
          playing(
            'fetch',
            () => fetch(url).catch(() => {}),
            () => unplayable,
          ),
        );
        expect(error).to.be.instanceOf(SadpathError);
        expect(error.message).to.match(
          /^Failed to perform the reply ".+" on the fetch lane: .+\. Play the scenario on the (msw|wire|msw or the wire|wire or the msw) lane, or leave the choice to `auto`\.$/,
        );
      });
    }
  });

  it('waits as long as undici surely does', async () => {
    const recorded = await playing(
      'fetch',
      async (time) => [(await fetch(url)).status, time.now()],
      () => ({ ...ok, delayMs: 299_000 }),
    );
    expect(settled(recorded)).to.deep.equal([200, 299_000]);
  });

  it('a client that brought a dispatcher of its own goes through its sockets', async () => {
    const key = Symbol.for('undici.globalDispatcher.1');
    const own = Reflect.get(globalThis, key);
    const Agent = own.constructor;
    const { exchanges } = await playing('fetch', async () => {
      const response: Response = await Reflect.apply(fetch, undefined, [url, { dispatcher: new Agent() }]);
      await response.text();
      Reflect.set(globalThis, key, new Agent());
      await (await fetch(url)).text();
      Reflect.set(globalThis, key, own);
      await (await fetch(url)).text();
    });
    expect(exchanges.map(({ door }) => door)).to.deep.equal(['socket', 'socket', 'fetch']);
  });
});
