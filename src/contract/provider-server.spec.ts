import { expect } from 'chai';
import { banked } from '../providers/index.ts';
import { serveProvider, verifierPaths } from './provider-server.ts';
import { simulatedProvider } from './simulated-provider.ts';

describe('the simulator, as a verifier sees it', () => {
  let server: Awaited<ReturnType<typeof serveProvider>>;
  before(async () => {
    server = await serveProvider(simulatedProvider(banked));
  });
  after(() => server.close());

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const post = (body: unknown) => ask(verifierPaths.states, { method: 'POST', body: JSON.stringify(body) });

  it('is put into one state after the other, and asks for no credentials', async () => {
    const params = { operation: 'getPaymentSession', state: 'failed' };
    const { id } = JSON.parse(await (await post({ action: 'setup', state: 'a state', params })).text());
    const read = await ask(`/v2/payment_sessions/${id}`);
    expect(read.status).to.equal(200);
    expect(await read.json()).to.include({ id, state: 'failed', state_reason: 'BANK_REJECTED' });
    const next = { operation: 'getPaymentSession', requirement: 'banked/errors/internal' };
    expect((await post({ action: 'setup', state: 'a documented reply', params: next })).status).to.equal(200);
    expect((await ask(`/v2/payment_sessions/${id}`)).status).to.equal(500);
  });

  it('shows what has changed since when a state is read again', async () => {
    const read = async (time?: string) => {
      const params = { operation: 'getPaymentSession', state: 'awaiting_payment_consent', ...(time && { time }) };
      const { id } = JSON.parse(await (await post({ state: 'a state', params })).text());
      return JSON.parse(await (await ask(`/v2/payment_sessions/${id}`)).text()).latest_error.code;
    };
    expect([await read(), await read('2')]).to.deep.equal(['BANK_REJECTED', 'PAYER_ACCOUNT_BLOCKED']);
  });

  it('sends the event of a state, and none in another', async () => {
    await post({ state: 'an event', params: { state: 'sent' } });
    const event = await ask(verifierPaths.events, { method: 'POST', body: '{}' });
    expect(await event.json()).to.deep.include({ webhook_event: 'payment_sent' });
    await post({ state: 'nothing goes wrong', params: { operation: 'createPaymentSession' } });
    expect((await ask(verifierPaths.events, { method: 'POST', body: '{}' })).status).to.equal(404);
  });

  it('refuses a state that it does not know with 4xx: after a 5xx a verifier asks again for two minutes', async () => {
    const unknown: unknown[] = [
      { state: 'a documented reply', params: { operation: 'getPaymentSession', requirement: 'banked/errors/none' } },
      { state: 'an event', params: { state: 'initiated' } },
      { state: 'a state', params: {} },
      { state: 'another', params: {} },
      {},
    ];
    for (const state of unknown) expect((await post(state)).status, JSON.stringify(state)).to.equal(400);
    expect((await ask(verifierPaths.states, { method: 'POST', body: 'no JSON' })).status).to.equal(400);
  });

  it('has nothing against no state, and the end of one', async () => {
    expect((await post({ action: 'setup', state: '' })).status).to.equal(200);
    expect((await post({ action: 'teardown', state: 'another' })).status).to.equal(200);
  });

  it('answers nobody before it is in a state', async () => {
    await post({ state: 'a documented reply', params: { operation: 'getPaymentSession', requirement: 'none' } });
    expect((await ask('/v2/payment_sessions/1')).status).to.equal(500);
  });
});
