import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const browser = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isExecutable);

/** What a web page does with the handlers; it tells its server what it saw. */
const page = `
  import { setupWorker } from 'msw/browser';
  import { handlers } from 'sadpath/msw';
  import { banked, openapiPlatform } from 'sadpath/providers';
  import { checkout } from './examples/msw/checkout.ts';

  const sessions = 'https://banked.sadpath.test/v2/payment_sessions';
  const post = (headers = {}) => fetch(sessions, { method: 'POST', headers, body: '{"reference":"r"}' });
  const seen = {};
  try {
    const one = handlers(banked);
    const two = handlers(openapiPlatform);
    const worker = setupWorker(...one, ...two);
    await worker.start({ onUnhandledFrame: 'bypass' });

    seen.paid = await checkout({ id: 'order-1', cents: 1000 });
    two.fail('pay', 'INSUFFICIENT_BALANCE');
    seen.declined = await checkout({ id: 'order-2', cents: 1000 });
    document.querySelector('#message').textContent = seen.declined;

    const { id } = await (await post({ authorization: 'Basic eA==' })).json();
    seen.read = await (await fetch(sessions + '/' + id)).json();
    one.play('createPaymentSession: 500 internal ra=2, html 502, reset, stall');
    const failed = await post();
    seen.failed = [failed.status, failed.headers.get('retry-after'), (await failed.json()).errors[0].code];
    const gateway = await post();
    seen.gateway = [gateway.status, gateway.headers.get('content-type')];
    seen.reset = await post().catch((error) => error.name);
    const hangUp = new AbortController();
    setTimeout(() => hangUp.abort(), 20);
    seen.stall = await fetch(sessions, { method: 'POST', signal: hangUp.signal }).catch((error) => error.name);
    const header = await post({ 'x-sadpath-tape': '400%20invalid_amount ra=5' });
    seen.header = [header.status, header.headers.get('retry-after'), (await header.json()).errors[0].code];
    const typo = await post({ 'x-sadpath-tape': '4oo' });
    seen.typo = [typo.status, Object.keys(await typo.json())];
    seen.effects = one.effects().length;
  } catch (error) {
    seen.error = String(error?.stack ?? error);
  }
  await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
`;

const html = `<!doctype html><meta charset="utf-8"><title>Checkout</title>
<body style="font: 24px sans-serif; padding: 40px"><h1>Checkout</h1><p id="message">…</p>
<script type="module" src="/page.js"></script>`;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Opens the page in a headless browser of its own and gives what the page told. */
async function visit(executable: string): Promise<Record<string, unknown>> {
  const script = await build({
    stdin: { contents: page, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['sadpath-source'],
  });
  const worker = readFileSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'));
  const files: Record<string, [type: string, content: string | Uint8Array]> = {
    '/': ['text/html', html],
    '/page.js': ['text/javascript', script.outputFiles[0]?.contents ?? ''],
    '/mockServiceWorker.js': ['text/javascript', worker],
  };
  const told = Promise.withResolvers<string>();
  const server = createServer(async (request, response) => {
    if (request.url === '/seen') told.resolve((await request.toArray()).join(''));
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const profile = mkdtempSync(join(tmpdir(), 'sadpath-browser-'));
  const flags =
    'headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync';
  const child = spawn(
    executable,
    [...flags.split(' ').map((flag) => `--${flag}`), `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`],
    { stdio: 'ignore', detached: true },
  );
  const ended = once(child, 'exit');
  try {
    const gone = ended.then(([code]) => {
      throw new Error(`the browser ended with ${code} before the page told what it saw`);
    });
    gone.catch(() => {});
    // The border to the page: the object that it sent.
    return JSON.parse(await Promise.race([told.promise, gone])) as Record<string, unknown>;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe(`sadpath/msw in a browser${browser === undefined ? ` (skipped: no ${names.join(', ')} on the PATH)` : ''}`, () => {
  it('gives a page each error on demand, through the service worker of MSW', async function () {
    if (browser === undefined) return this.skip();
    this.timeout(60_000);
    const seen = await visit(browser);
    expect(seen.error).to.equal(undefined);
    expect(seen).to.deep.include({
      paid: 'Thank you, your order is paid.',
      declined: 'Your balance is too low. Nothing was taken.',
      failed: [500, '2', 'internal'],
      gateway: [502, 'text/html'],
      reset: 'TypeError',
      stall: 'AbortError',
      header: [400, '5', 'invalid_amount'],
      typo: [400, ['sadpath']],
    });
    expect(seen.read).to.include({ reference: 'r', state: 'awaiting_provider' });
    expect(seen.effects).to.equal(1);
  });
});
