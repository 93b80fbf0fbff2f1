import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import { defineProvider, type ProviderInput } from './define-provider.ts';
import { extend } from './extend.ts';
import { keyHeaderOf, keyPlaceOf } from './operation-facts.ts';
import { requirementsOf } from './requirements.ts';
import { rowOf } from './row-of.ts';
import { errorRow, resultProvider, sampleProvider } from './sample-provider.spec.ts';

const provider = defineProvider(resultProvider());

function refusal(changes: Partial<ProviderInput>): string {
  try {
    defineProvider({ ...resultProvider(), ...changes });
    return 'accepted';
  } catch (error) {
    if (error instanceof SadpathError) return error.message;
    throw error;
  }
}

describe('result statuses', () => {
  const [success, no, doubt] = provider.results;
  if (!success || !no || !doubt) throw new Error('the sample has lost its results');

  it('are requirements of their own, between types and errors', () => {
    expect(requirementsOf(provider).map(({ id }) => id)).to.include.members(['pay-now/results/S', 'pay-now/results/U']);
    expect([...new Set(requirementsOf(provider).map(({ kind }) => kind))].slice(0, 3)).to.deep.equal([
      'statuses',
      'results',
      'errors',
    ]);
    const found = requirementsOf(provider).find(({ id }) => id === 'pay-now/results/U');
    expect(found).to.deep.include({ name: 'U', judged: 'traffic', expect: doubt.expect });
  });

  it('tell the row of a reply after its code and its sample, and before its HTTP status', () => {
    const row = (codes: string[], type?: string) =>
      rowOf(provider, { status: 429, codes, ...(type === undefined ? {} : { type }) })?.id;
    expect(row([], 'U')).to.equal('pay-now/results/U');
    expect(row(['odd'], 'U')).to.equal('pay-now/results/U');
    expect(row(['hm'])).to.equal('pay-now/results/U');
    expect(row(['key_used'], 'U')).to.equal('pay-now/errors/key_used');
    expect(row(['odd'], 'X')).to.equal(undefined);
    expect(row([])).to.equal('pay-now/statuses/429');
  });

  it('are what error rows come with', () => {
    expect(
      refusal({ errors: [errorRow('unauthorized', { types: ['X'] }), ...(resultProvider().errors ?? []).slice(1)] }),
    ).to.include('at errors[0].types[0] found "X", expected one of the types S, F, U');
  });

  it('have one row each, whose operations exist, and whose sample is no documented code', () => {
    expect(refusal({ results: [success, no, no] })).to.include('at results[2].type found "F", expected no second row');
    expect(refusal({ results: [success, { ...no, operations: ['pray'] }] })).to.include('at results[1].operations[0]');
    const sample = { code: 'key_used', message: 'Used' };
    expect(refusal({ results: [success, no, { ...doubt, sample }] })).to.include(
      'at results[2].sample.code found "key_used"',
    );
  });

  it('have no name that is a type too: a tape could not tell them apart', () => {
    expect(refusal({ types: [{ ...no, type: 'U' }] })).to.include(
      'at results[2].type found "U", expected a name that no type',
    );
  });

  it('are all that can be replayed, where there are any', () => {
    const replays = (...names: string[]) =>
      refusal({ idempotency: { body: true, replays: names, onMismatch: 'key_used' } });
    expect(replays('S', 'U')).to.equal('accepted');
    expect(replays('S', '2xx')).to.include('at idempotency.replays[1] found "2xx", expected one of S, F, U');
  });

  it('can be changed, added and taken away', () => {
    const changed = extend(provider, {
      results: [
        { type: 'U', summary: 'Other.' },
        { ...doubt, type: 'A', sample: { code: 'later', message: 'Later' } },
      ],
    });
    expect(changed.results.map(({ type, summary }) => `${type} ${summary}`)).to.deep.equal([
      'S Something is not right.',
      'F Something is not right.',
      'U Other.',
      'A Something is not right.',
    ]);
    expect(extend(provider, { results: [{ type: 'U', remove: true }] }).results).to.have.lengthOf(2);
  });
});

describe('a key in the body', () => {
  it('is the field that carries the marker, of operations that take a key', () => {
    expect(keyPlaceOf(provider, 'pay')).to.deep.equal({ body: 'order' });
    for (const name of ['read', 'cancel', 'constructor']) expect(keyPlaceOf(provider, name), name).to.equal(undefined);
    expect(keyHeaderOf(provider, 'pay')).to.equal(undefined);
    expect(keyPlaceOf(defineProvider(sampleProvider()), 'pay')).to.deep.equal({ header: 'X-Key' });
  });

  it('is nothing where the operation takes none', () => {
    expect(keyPlaceOf(extend(provider, { operations: { pay: { keyed: false } } }), 'pay')).to.equal(undefined);
    expect(keyPlaceOf(extend(provider, { idempotency: null }), 'pay')).to.equal(undefined);
  });
});

describe('signed headers', () => {
  const signed: Provider['authentication'] = {
    scheme: 'headers',
    error: 'unauthorized',
    headers: { 'x-token': 'token' },
    shapes: { signature: { pattern: '^s=', error: 'key_used' } },
    time: { header: 'x-time', toleranceMs: 1000, error: 'key_open' },
  };
  const shape = (pattern: string, error: string) =>
    refusal({ authentication: { ...signed, shapes: { signature: { pattern, error } } } });

  it('name rows that exist, and patterns that compile', () => {
    expect(refusal({ authentication: signed })).to.equal('accepted');
    expect(shape('^s=', 'nope')).to.include('at authentication.shapes.signature.error found "nope"');
    expect(shape('(', 'key_used')).to.include(
      'at authentication.shapes.signature.pattern found "(", expected a regular',
    );
    const time = { header: 'x-time', toleranceMs: 1000, error: 'nope' };
    expect(refusal({ authentication: { ...signed, time } })).to.include('at authentication.time.error found "nope"');
    expect(
      refusal({ authentication: { ...signed, time: { ...time, error: 'key_used', toleranceMs: -1 } } }),
    ).to.include('at authentication.time.toleranceMs found -1, expected milliseconds');
  });
});
