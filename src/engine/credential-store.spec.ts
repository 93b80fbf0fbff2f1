import { expect } from 'chai';
import type { RefreshedEvent } from '../model/trace.ts';
import type { WebhookSignature } from '../model/webhooks.ts';
import type { Time } from '../sandbox/play.ts';
import { openCredentials } from './credential-store.ts';
import { redactor } from './redact.ts';

describe('the credentials of a scenario', () => {
  const provider = { credentials: { merchant: 'merchant-1', secret: 'secret-1' }, publicCredentials: ['merchant'] };

  /** A clock that sleeping moves. */
  function open(given: Parameters<typeof openCredentials>[0] = provider) {
    let at = 0;
    const events: RefreshedEvent[] = [];
    const time: Time = {
      now: () => at,
      sleep: async (ms) => {
        at += ms;
      },
      withCall: (_, run) => run(),
      withLife: (run) => run(),
      kill: () => {},
      calling: () => 'call-1',
    };
    const store = openCredentials(given, (event) => events.push(event));
    return { store, events, handed: store.handOut(time) };
  }

  it('are the catalogue’s at first, and the functions do not show', () => {
    const { handed, store } = open();
    expect({ ...handed }).to.deep.equal(provider.credentials);
    expect(JSON.stringify(handed)).to.equal(JSON.stringify(provider.credentials));
    expect(handed.current()).to.deep.equal(provider.credentials);
    expect(store.issued()).to.deep.equal([provider.credentials]);
  });

  it('are other ones after a refresh, what is no secret aside; the old ones stay good', async () => {
    const { handed, store, events } = open();
    const fresh = await handed.refresh();
    expect(fresh).to.deep.equal({ merchant: 'merchant-1', secret: 'secret-1_2' });
    expect(handed.current()).to.deep.equal(fresh);
    expect(handed.secret).to.equal('secret-1');
    expect(await handed.refresh()).to.have.property('secret', 'secret-1_3');
    expect(store.issued().map(({ secret }) => secret)).to.deep.equal(['secret-1', 'secret-1_2', 'secret-1_3']);
    expect(events).to.deep.equal([
      { event: 'refreshed', at: 50, since: 0, call: 'call-1' },
      { event: 'refreshed', at: 100, since: 50, call: 'call-1' },
    ]);
  });

  it('leave what signs events as it is: that does not expire with them', async () => {
    const signature: WebhookSignature = {
      algorithm: 'hmac-sha256',
      credential: 'secret',
      signed: '$body',
      encoding: 'hex',
      headers: {},
      time: 'iso',
    };
    const webhooks = { source: 's', journey: 'j', events: {}, body: {}, signature };
    const { handed } = open({ ...provider, credentials: { ...provider.credentials, token: 't' }, webhooks });
    expect(await handed.refresh()).to.deep.equal({ merchant: 'merchant-1', secret: 'secret-1', token: 't_2' });
  });

  it('cannot be changed by who got them', () => {
    const { handed, store } = open();
    handed.secret = 'mine';
    handed.current().secret = 'mine';
    expect(store.issued()).to.deep.equal([provider.credentials]);
    expect(handed.current().secret).to.equal('secret-1');
  });

  it('are found in every set that was given out, in each of their forms', async () => {
    const { handed, store } = open();
    await handed.refresh();
    const redact = redactor(store.secrets());
    const basic = Buffer.from('merchant-1:secret-1_2').toString('base64');
    expect(redact(`sent ${basic} and secret-1_2 and secret-1 for merchant-1`)).to.equal(
      'sent [credential] and [credential] and [credential] for merchant-1',
    );
  });
});
