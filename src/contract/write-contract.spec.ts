import { expect } from 'chai';
import { banked } from '../providers/index.ts';
import type { HttpInteraction, Interaction, MessageInteraction } from './interaction.ts';
import { exampleOf, like, matching } from './matchers.ts';
import type { PactThread } from './pact-thread.ts';
import { startPact } from './pact-thread.ts';
import { threadEntry } from './thread-entry.ts';
import { writeContract } from './write-contract.ts';

const entry = {
  state: { name: 'nothing goes wrong', params: { operation: 'getPaymentSession' } },
  comment: '',
  references: {},
} as const;

function read(key: string, state = 'sent'): HttpInteraction {
  return {
    ...entry,
    key,
    kind: 'http',
    request: { method: 'GET', path: '/v2/payment_sessions/1', query: [], headers: {} },
    response: {
      status: 200,
      headers: {},
      body: { type: 'application/json', value: { state, amount: like(1000), none: null, list: [like({ a: 'b' })] } },
    },
  };
}

function event(key: string): MessageInteraction {
  return {
    ...entry,
    key,
    kind: 'message',
    contents: { type: 'application/json', value: { id: like('1'), type: 'sent' } },
  };
}

describe('a contract that is written', () => {
  let pact: PactThread;
  before(() => {
    pact = startPact(threadEntry);
  });
  after(() => pact.end());

  const write = (interactions: Interaction[], by: Pick<PactThread, 'write'> = pact) =>
    writeContract(by, 'a-client', banked, interactions);

  it('holds what was to be written, and says how much that is', () => {
    const { text, keys } = write([read('b'), read('a'), event('c')]);
    expect(keys).to.deep.equal(['b', 'a', 'c']);
    const written = JSON.parse(text);
    expect(written.metadata.sadpath).to.deep.equal({
      document: banked.source.title,
      revision: banked.source.revision,
      interactions: '3',
    });
    expect(written.interactions.map(({ key }: { key: string }) => key).sort()).to.deep.equal(['a', 'b', 'c']);
    expect(written.interactions[0].response.body.content).to.deep.equal(
      exampleOf(read('a').response.body?.value ?? null),
    );
    expect(text.endsWith('}\n')).to.equal(true);
  });

  it('has the same bytes whatever was written before', () => {
    const first = write([read('a'), event('c')]).text;
    write([read('z')]);
    expect(write([read('a'), event('c')]).text).to.equal(first);
  });

  it('is not written with two interactions of one name: Pact would keep the last', () => {
    expect(() => write([read('a'), event('c'), read('a', 'failed')])).to.throw('two interactions are called a');
  });

  it('is not written with an example that breaks its own rule', () => {
    const broken = read('a');
    broken.request.path = matching('^/v3/.*$', '/v2/payment_sessions/1');
    expect(() => write([broken])).to.throw('breaks its own rule: /v2/payment_sessions/1 does not match ^/v3/.*$');
  });

  it('is not written with a secret in it, in whatever form', () => {
    for (const secret of ['sk_test_sadpath', Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')]) {
      const telling = read('a');
      telling.request.headers = { 'x-trace': `by ${secret}` };
      expect(() => write([telling]))
        .to.throw('the credential secret stands in it')
        .and.not.to.include({ message: secret });
    }
    const open = read('a');
    open.request.headers = { 'x-trace': 'pk_test_sadpath' };
    expect(write([open]).keys).to.deep.equal(['a']);
  });

  it('is not written when Pact writes less, or something else', () => {
    const pactThat = (writes: Interaction[]): Pick<PactThread, 'write'> => ({
      write: (contract) => pact.write({ ...contract, interactions: writes }),
    });
    expect(() => write([read('a'), read('b')], pactThat([read('a')]))).to.throw('1 interactions of 2');
    expect(() => write([read('a')], pactThat([read('b')]))).to.throw('something else for a');
    expect(() => write([read('a')], pactThat([read('a', 'failed')]))).to.throw('something else for a');
    const other = read('a');
    other.request.method = 'POST';
    expect(() => write([read('a')], pactThat([other]))).to.throw('something else for a');
    expect(() => write([event('a')], pactThat([read('a')]))).to.throw('something else for a');
  });
});
