import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';

/** Runs a piece of a module in a process of its own, with `sandbox`, `play` and `ok` at hand, and gives back what it says. */
async function inFreshProcess(code: string): Promise<unknown> {
  const source = `
    import dns from 'node:dns/promises';
    import http from 'node:http';
    import { once } from 'node:events';
    import { openSandbox } from ${JSON.stringify(new URL('./sandbox.ts', import.meta.url).href)};
    const ok = { status: 200, headers: {}, body: '{}' };
    const escaped = [];
    const at = [];
    const play = (lane, body, reply = ok) => openSandbox().play({
      lane, chance: 'spec', body,
      respond: (request, exchange) => { at.push(exchange.at); return reply; },
      escaped: (kind, error) => escaped.push([kind, error.code ?? error.message]),
      limits: { virtualMs: 1e9, requests: 100 },
    });
    const codeOf = (promise) => promise.then(() => 'fine', (error) => error.code ?? error.cause?.code ?? error.message);
    const say = (value) => process.stdout.write(JSON.stringify(value));
    ${code}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
  return JSON.parse(stdout);
}

describe('a fresh process', () => {
  it('the first fetch of all is at 0, and so is what follows: nothing is shifted by a tick', async () => {
    const said = await inFreshProcess(`
      openSandbox();
      await play('msw', async (time) => {
        for (const wait of [500, 1000, 2000]) {
          await (await fetch('https://provider.sadpath.test/')).text();
          await time.sleep(wait);
        }
        await fetch('https://provider.sadpath.test/');
      });
      say(at);`);
    expect(said).to.deep.equal([0, 500, 1_500, 3_500]);
  });

  it('is guarded outside of scenarios too, if it asks for it; loopback is free', async () => {
    const said = await inFreshProcess(`
      openSandbox();
      const knock = () => dns.lookup('provider.sadpath.test').then(() => 'let through', (error) => error.refusedBy ?? 'let through');
      const before = await knock();
      const alone = [openSandbox().alone(), openSandbox({ alwaysGuard: true }).alone()];
      const server = http.createServer((request, reply) => reply.end('real')).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const said = [before, await knock(), await codeOf(fetch('https://provider.sadpath.test/'))];
      said.push(await (await fetch('http://127.0.0.1:' + server.address().port)).text());
      await play('fetch', async () => {});
      said.push(await knock());
      server.close();
      server.closeAllConnections();
      say([...said, ...alone]);`);
    expect(said).to.deep.equal(['let through', 'sadpath', 'ENOTFOUND', 'real', 'sadpath', false, true]);
  });

  it('without MSW, a socket on the fetch lane is refused and reported; with it, it is answered', async () => {
    const said = await inFreshProcess(`
      openSandbox();
      const get = (time) => codeOf(once(http.get('http://provider.sadpath.test/'), 'response'));
      const first = await play('fetch', get);
      const reported = [...escaped];
      await openSandbox().prepare('msw');
      const second = await play('fetch', get);
      say([first.value, reported, second.value]);`);
    expect(said).to.deep.equal(['ENOTFOUND', [['connection', 'ENOTFOUND']], 'fine']);
  });

  it('outlives what escapes from a scenario', async () => {
    const said = await inFreshProcess(`
      openSandbox();
      await play('fetch', async () => {
        Promise.reject(new Error('rejected'));
        setTimeout(() => { throw new Error('thrown'); }, 5);
      });
      say(escaped);`);
    expect(said).to.deep.equal([
      ['rejection', 'rejected'],
      ['exception', 'thrown'],
    ]);
  });

  it('ends by itself: the sandbox keeps no process alive', async () => {
    const said = await inFreshProcess(`
      openSandbox();
      await openSandbox().prepare('msw');
      await play('msw', async () => (await fetch('https://provider.sadpath.test/')).text());
      say('done');`);
    expect(said).to.equal('done');
  });

  it('opens one sandbox, however often it is asked', async () => {
    expect(await inFreshProcess('say(openSandbox() === openSandbox());')).to.equal(true);
  });
});
