import { expect } from 'chai';
import { leaksOf, type Shown } from './leaks.ts';

const secrets = {
  credentials: { key: 'pk_test_sadpath', secret: 'sk_test_sadpath', short: 'abc' },
  publicCredentials: ['key'],
};
const basic = Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64');

function leaks(shown: Partial<Shown>): string[] {
  const all = {
    call: 'call-1',
    threw: shown.error !== undefined,
    value: undefined,
    error: undefined,
    printed: '',
    ...shown,
  };
  return leaksOf(secrets, all).map(({ where, credential }) => `${credential} in ${where}`);
}

describe('leaksOf', () => {
  it('finds nothing where nothing is', () => {
    expect(leaks({ value: { id: 'abc', url: 'https://x' }, printed: 'ok' })).to.deep.equal([]);
    expect(leaks({ error: new Error('401 unauthorized for pk_test_sadpath') })).to.deep.equal([]);
  });

  it('finds a credential in each place, in each form', () => {
    expect(leaks({ error: new Error('bad secret sk_test_sadpath') })).to.deep.equal(['secret in message']);
    expect(leaks({ printed: `Authorization: Basic ${basic}` })).to.deep.equal(['secret in console']);
    expect(leaks({ value: { request: { auth: 'sk_test_sadpath' } } })).to.deep.equal(['secret in value']);
    expect(
      leaks({ error: Object.assign(new Error('x'), { config: { headers: { key: 'sk_test_sadpath' } } }) }),
    ).to.deep.equal(['secret in properties']);
    expect(leaks({ error: new Error('x', { cause: new Error('sk_test_sadpath') }) })).to.deep.equal([
      'secret in cause',
    ]);
    const stacked = new Error('x');
    stacked.stack = 'Error: x\n    at send (https://x/?secret=sk_test_sadpath)';
    expect(leaks({ error: stacked })).to.deep.equal(['secret in stack']);
  });

  it('looks behind what refers to itself, and calls no getter', () => {
    const reply: Record<string, unknown> = { config: { auth: { password: 'sk_test_sadpath' } } };
    reply.self = reply;
    Object.defineProperty(reply, 'trap', {
      enumerable: true,
      get() {
        throw new Error('called');
      },
    });
    expect(leaks({ value: reply })).to.deep.equal(['secret in properties']);
  });
});
