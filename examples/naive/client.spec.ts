import { expect } from 'chai';
import { NaiveBankedClient } from './client.ts';
import { naiveBanked } from './sadpath.ts';

/** The faults that the README shows must stay in the client: whoever mends one by accident sees it here. */
describe('NaiveBankedClient', () => {
  const real = { fetch: globalThis.fetch, setTimeout: globalThis.setTimeout };
  let keys: (string | null)[];

  function answerWith(...replies: (() => Response)[]): NaiveBankedClient {
    keys = [];
    globalThis.fetch = async (_url, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      return (replies[Math.min(keys.length, replies.length) - 1] ?? Response.error)();
    };
    // Its waits cannot be passed in: that is naive too.
    globalThis.setTimeout = Object.assign((run: () => void) => real.setTimeout(run, 0), real.setTimeout);
    return new NaiveBankedClient({ baseUrl: 'https://banked.test', key: 'pk_key', secret: 'sk_secret' });
  }

  afterEach(() => {
    globalThis.fetch = real.fetch;
    globalThis.setTimeout = real.setTimeout;
  });

  const internal = () => Response.json({ errors: [{ code: 'internal', title: 'Internal' }] }, { status: 500 });
  const unauthorized = () => Response.json({ errors: [{ code: 'unauthorized', title: 'No' }] }, { status: 401 });

  it('works when all goes well', async () => {
    const session = { id: 'session-1', reference: 'order-1', state: 'awaiting_provider' };
    expect(await answerWith(() => Response.json(session)).createPaymentSession({})).to.eql(session);
    expect(keys).to.have.length(1);
  });

  it('repeats a payment under another key', async () => {
    await answerWith(internal, () => Response.json({})).createPaymentSession({});
    expect(new Set(keys)).to.have.property('size', 2);
  });

  it('repeats a 401, three times in all', async () => {
    const error = await answerWith(unauthorized)
      .createPaymentSession({})
      .catch((reason: unknown) => reason);
    expect(keys).to.have.length(3);
    expect(error).to.be.instanceOf(Error).with.property('message', 'No');
  });

  it('trips over the page of a gateway', async () => {
    const error = await answerWith(() => new Response('<html>', { status: 502 }))
      .createPaymentSession({})
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(SyntaxError);
  });

  it('has callers who take every error for a failed payment', () => {
    const result = { operation: 'createPaymentSession', value: undefined };
    expect(naiveBanked.interpret({ ...result, threw: true, error: new Error('fetch failed') })).to.eql({
      outcome: 'failed',
      message: 'fetch failed',
    });
    expect(naiveBanked.interpret({ ...result, threw: true, error: 'odd' })).to.eql({ outcome: 'failed' });
    expect(naiveBanked.interpret({ ...result, threw: false, value: null, error: undefined })).to.eql({
      outcome: 'failed',
    });
    expect(naiveBanked.interpret({ ...result, threw: false, value: {}, error: undefined })).to.eql({
      outcome: 'succeeded',
    });
  });
});
