import { request } from 'node:https';
import axios from 'axios';
import { expect } from 'chai';
import got from 'got';
import * as undici from 'undici';
import { secretKept } from '../checks/secret-kept.ts';
import type { Case } from '../model/case.ts';
import type { CallInput, ClientDefinition } from '../model/client.ts';
import type { Lane, Scenario } from '../model/scenario.ts';
import { fail, pass } from '../model/verdict.ts';
import { banked } from '../providers/banked.ts';
import { paysg } from '../providers/paysg.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { carriedBy, watchElsewhere } from './elsewhere.ts';
import { playScenario } from './play.ts';

const sandbox = openSandbox();
const json = { 'content-type': 'application/json' };
const moved = 'https://elsewhere.sadpath.test/moved';

/** Posts a payment, and gives back the status that came in the end. */
type Post = (url: string, headers: Record<string, string>, body: string) => Promise<number>;

/** Its key goes in a header of its own. */
const withKey: ClientDefinition = {
  name: 'poster',
  provider: paysg,
  create: ({ baseUrl, credentials }) => ({ baseUrl, headers: { ...json, 'x-api-key': credentials.apiKey ?? '' } }),
  operations: {},
  interpret: ({ value }) => ({ outcome: value === 201 ? 'succeeded' : 'failed' }),
};

/** Its key goes in the header that is meant for it. */
const withAuthorization: ClientDefinition = {
  ...withKey,
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret } }) => ({
    baseUrl,
    headers: { ...json, authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
  }),
};

interface Made {
  baseUrl: string;
  headers: Record<string, string>;
}

function operationsBy(post: Post): ClientDefinition['operations'] {
  return {
    createPayment: ({ baseUrl, headers }: Made, { input: { paymentServiceId, ...payment } }: { input: CallInput }) =>
      post(`${baseUrl}/v1/payment-services/${paymentServiceId}/payments`, headers, JSON.stringify(payment)),
    createPaymentSession: ({ baseUrl, headers }: Made, { input }: { input: CallInput }) =>
      post(`${baseUrl}/v2/payment_sessions`, { ...headers, 'idempotency-key': 'one' }, JSON.stringify(input)),
  };
}

async function played(lane: Lane, post: Post, tape: string, like: ClientDefinition = withKey): Promise<Case> {
  const operation = like === withKey ? 'createPayment' : 'createPaymentSession';
  const { [operation]: call = () => {} } = operationsBy(post);
  const client = { ...like, operations: { [operation]: call } };
  const scenario: Scenario = {
    format: 1,
    provider: client.provider.id,
    requirement: 'wire/redirect',
    group: 'g',
    calls: [{ id: 'call-1', operation, intent: 'intent-1', start: 'first' }],
    tape,
    lane,
  };
  return (await playScenario(sandbox, { client, scenario, lane, seed: 1, control: { passed: true } })).case;
}

/** What came to us and what went elsewhere, in order. */
function seen({ trace }: Case): string[] {
  return trace.flatMap((event) => {
    if (event.event === 'request') return [`${event.method} ${event.operation} #${event.exchange}`];
    return event.event === 'escaped' ? [`${event.call} ${event.kind}: ${event.message}`] : [];
  });
}

const byFetch =
  (redirect: RequestInit['redirect']): Post =>
  async (url, headers, body) =>
    (await fetch(url, { method: 'POST', headers, body, redirect: redirect ?? 'follow' })).status;

/** Follows by itself, with everything that it had. */
const byHand: Post = async (url, headers, body) => {
  const first = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
  await first.text();
  const location = first.headers.get('location');
  return location === null ? first.status : (await fetch(location, { method: 'POST', headers, body })).status;
};

const byAxios: Post = async (url, headers, body) =>
  (await axios.post(url, body, { headers, adapter: 'http', validateStatus: () => true })).status;

const byGot: Post = async (url, headers, body) =>
  (await got.post(url, { headers, body, throwHttpErrors: false, retry: { limit: 0 }, methodRewriting: true }))
    .statusCode;

const byUndici: Post = async (url, headers, body) =>
  (await undici.fetch(url, { method: 'POST', headers, body })).status;

const byHttps: Post = (url, headers, body) =>
  new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end(body);
  });

const shown = fail(
  'should',
  'the credential `apiKey` shows in a request to another origin, where its platform followed a redirect',
);
const sent = fail('must', 'the credential `apiKey` shows in a request that it sent to another origin itself');

// MSW makes up TLS sessions, which Node keeps and would offer to a real server that it has not met before.
for (const lane of ['wire', 'msw'] as const) {
  describe(`a redirect to another origin, on the lane ${lane}`, () => {
    const stacks: [string, Post][] = [
      ['fetch', byFetch('follow')],
      ['axios', byAxios],
      ['got', byGot],
      ['the undici package', byUndici],
    ];
    for (const [name, post] of stacks) {
      it(`rejects as a should a key in a header of its own that ${name} takes along`, async () => {
        for (const [status, method] of [
          [302, 'GET'],
          [307, 'POST'],
        ] as const) {
          const all = await played(lane, post, `redirect ${status} ×∞`);
          expect(seen(all)).to.deep.equal([
            'POST createPayment #1',
            `call-1 elsewhere: ${method} ${moved}: the platform followed a redirect`,
          ]);
          expect(all.calls[0]?.belief).to.deep.equal({ outcome: 'failed' });
          expect(all.ledger).to.deep.equal([]);
          expect(secretKept.judge(all)).to.deep.equal(shown);
        }
      });

      it(`accepts an Authorization that ${name} drops`, async () => {
        const all = await played(lane, post, 'redirect 307 ×∞', withAuthorization);
        expect(seen(all), 'it was followed all the same').to.have.lengthOf(2);
        expect(secretKept.judge(all)).to.deep.equal(pass);
      });
    }

    it('rejects as a must a client that sends its key there itself', async () => {
      const all = await played(lane, byHand, 'redirect 302 ×∞');
      expect(seen(all)).to.deep.equal([
        'POST createPayment #1',
        `call-1 elsewhere: POST ${moved}: sent by the client itself`,
      ]);
      expect(secretKept.judge(all)).to.deep.equal(sent);
    });

    it('accepts whoever stays where it is', async () => {
      for (const post of [byFetch('manual'), byHttps]) {
        for (const status of [302, 303, 307, 308]) {
          const all = await played(lane, post, `redirect ${status} ×∞`);
          expect(seen(all)).to.deep.equal(['POST createPayment #1']);
          const [reply] = all.trace.filter(({ event }) => event === 'reply');
          expect(reply, 'nobody is left in doubt')
            .to.include({ status, family: 'refusal' })
            .and.not.have.property('ambiguous');
          expect(secretKept.judge(all)).to.deep.equal(pass);
        }
      }
    });

    it("counts as the provider's what a redirect leads back to it", async () => {
      const all = await played(lane, byFetch('follow'), '307 header="location: /v1/elsewhere"');
      expect(seen(all)[1]).to.match(/^POST undefined #2$/);
      expect(secretKept.judge(all)).to.deep.equal(pass);
    });

    it('numbers the exchanges with the provider without those elsewhere', async () => {
      const twice: Post = async (...request) => {
        await byFetch('follow')(...request);
        return byFetch('follow')(...request);
      };
      const all = await played(lane, twice, 'redirect 302, ok');
      expect(seen(all).map((line) => line.slice(0, 22))).to.deep.equal([
        'POST createPayment #1',
        'call-1 elsewhere: GET ',
        'POST createPayment #2',
      ]);
      expect(all.calls[0]?.belief).to.deep.equal({ outcome: 'succeeded' });
    });
  });
}

describe('watchElsewhere', () => {
  const own = 'https://api.test';
  const ask = (url: string) => ({ method: 'POST', url, headers: {}, body: '' });
  const redirectTo = (location: string, status = 302) => ({ status, headers: { location }, body: '' });
  const socket = { door: 'socket' as const };

  it('knows nobody else before a redirect has led there', () => {
    const elsewhere = watchElsewhere(own);
    expect(elsewhere.visit(ask(moved), socket)).to.equal(undefined);
    elsewhere.sent(redirectTo(moved, 201), ask(`${own}/pay`), socket);
    elsewhere.sent(redirectTo('https://['), ask(`${own}/pay`), socket);
    elsewhere.sent({ status: 302, headers: {}, body: '' }, ask(`${own}/pay`), socket);
    expect(elsewhere.visit(ask(moved), socket)).to.equal(undefined);
  });

  it('takes neither its own origin for another, nor that of whoever redirected', () => {
    const elsewhere = watchElsewhere(own);
    elsewhere.sent(redirectTo('/login'), ask('https://auth.test/token'), socket);
    elsewhere.sent(redirectTo(`${own}/pay`), ask('https://auth.test/token'), socket);
    expect(elsewhere.visit(ask('https://auth.test/login'), socket)).to.equal(undefined);
    expect(elsewhere.visit(ask(`${own}/pay`), socket)).to.equal(undefined);
  });

  it('takes a request for followed only to the very address, and of other stacks than fetch only once', () => {
    const elsewhere = watchElsewhere(own);
    elsewhere.sent(redirectTo(`${moved}#here`), ask(`${own}/pay`), socket);
    expect(elsewhere.visit(ask(`${moved}/pay`), socket)).to.equal('elsewhere');
    expect(elsewhere.visit(ask(moved), socket)).to.equal('followed');
    expect(elsewhere.visit(ask(moved), socket)).to.equal('elsewhere');
  });

  it('knows one call of fetch from another, and from another stack', () => {
    const elsewhere = watchElsewhere(own);
    const call = { door: 'fetch' as const, fetch: {} };
    elsewhere.sent(redirectTo(moved), ask(`${own}/pay`), call);
    expect(elsewhere.visit(ask(moved), { door: 'fetch', fetch: {} })).to.equal('elsewhere');
    expect(elsewhere.visit(ask(moved), socket)).to.equal('elsewhere');
    expect(elsewhere.visit(ask(moved), { door: 'fetch' })).to.equal('elsewhere');
    expect(elsewhere.visit(ask(moved), call)).to.equal('followed');
  });
});

describe('carriedBy', () => {
  const secrets = { credentials: { key: 'pk_test', secret: 'sk/test' }, publicCredentials: ['key'] };
  const carried = (more: object) =>
    carriedBy(secrets, { method: 'GET', url: moved, headers: {}, body: '', ...more }).map(
      ({ credential }) => credential,
    );

  it('finds secret credentials in a URL, a header and a body, in each form', () => {
    const basic = `Basic ${Buffer.from('pk_test:sk/test').toString('base64')}`;
    expect(carried({ url: `${moved}?secret=sk%2Ftest` })).to.deep.equal(['secret']);
    expect(carried({ headers: { authorization: basic } })).to.deep.equal(['secret']);
    expect(carried({ body: '{"secret":"sk/test"}' })).to.deep.equal(['secret']);
    expect(carried({ headers: { 'x-key': 'pk_test' } }), 'public').to.deep.equal([]);
  });
});
