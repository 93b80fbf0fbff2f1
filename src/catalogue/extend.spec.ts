import { expect } from 'chai';
import fc from 'fast-check';
import type { Provider } from '../model/provider.ts';
import { defineProvider } from './define-provider.ts';
import { extend, type ProviderChanges } from './extend.ts';
import { errorRow, sampleProvider } from './sample-provider.spec.ts';

const base = defineProvider(sampleProvider());
const codes = ({ errors }: Provider) => errors.map(({ code }) => code);

describe('extend', () => {
  it('without changes gives the same catalogue', () => {
    expect(extend(base, {})).to.deep.equal(base);
  });

  it('leaves the catalogue that it extends alone', () => {
    extend(base, { origin: 'https://other.example', errors: [{ code: 'key_used', summary: 'Other.' }] });
    expect(base).to.deep.equal(defineProvider(sampleProvider()));
  });

  it('moves to another origin', () => {
    expect(extend(base, { origin: 'https://other.example' }).origin).to.equal('https://other.example');
  });

  it('changes path and method of one operation, and nothing else of it', () => {
    const changed = extend(base, { operations: { pay: { method: 'PUT', path: '/v3/payins' } } });
    expect(changed.operations.pay).to.deep.equal({ ...base.operations.pay, method: 'PUT', path: '/v3/payins' });
    expect(changed.operations.read).to.deep.equal(base.operations.read);
  });

  it('replaces input and success body as a whole', () => {
    const changed = extend(base, {
      operations: { pay: { path: '/payins', input: { order: '$marker', note: null }, success: { body: null } } },
    });
    expect(changed.operations.pay?.input).to.deep.equal({ order: '$marker', note: null });
    expect(changed.operations.pay?.success).to.deep.equal({ status: 201, outcome: ['succeeded'], body: null });
  });

  it('replaces envelope, authentication and the fields of a state as a whole', () => {
    const changed = extend(base, {
      envelope: { code: '$code' },
      authentication: { scheme: 'basic', error: 'unauthorized', username: 'token', password: 'token' },
      journeys: { payment: { states: { cancelled: { fields: { why: 'late' } } } } },
    });
    expect(changed.envelope).to.deep.equal({ code: '$code' });
    expect(changed.authentication).to.not.have.property('headers');
    expect(changed.journeys.payment?.states.cancelled?.fields).to.deep.equal({ why: 'late' });
  });

  it('takes keys away with null', () => {
    const changed = extend(base, {
      volatile: null,
      operations: { cancel: null, pay: { keyed: null, success: { outcome: null } } },
      idempotency: { onOpen: null },
      errors: [{ code: 'key_open', note: null }],
      journeys: { payment: { fields: null, states: { cancelled: { fields: null } } } },
    });
    expect(changed).to.not.have.property('volatile');
    expect(changed.operations).to.have.all.keys('pay', 'read');
    expect(changed.operations.pay).to.not.have.property('keyed');
    expect(changed.idempotency).to.not.have.property('onOpen');
    expect(changed.errors[2]).to.not.have.property('note');
    expect(changed.journeys.payment).to.not.have.property('fields');
    expect(changed.journeys.payment?.states.cancelled).to.not.have.property('fields');
  });

  it('merges a row into the one of its name, in its place', () => {
    const changed = extend(base, {
      errors: [{ code: 'key_used', status: [422], expect: { retry: ['never', 'poll'] }, basis: { retry: 'stated' } }],
      statuses: [{ status: 429, summary: 'Slower.' }],
      types: [{ type: 'request_error', status: [422] }],
      rules: [{ name: 'slow-down', basis: 'inferred' }],
    });
    expect(codes(changed)).to.deep.equal(codes(base));
    expect(changed.errors[1]).to.deep.include({ status: [422], message: 'This is key_used', source: 'outside' });
    expect(changed.errors[1]?.expect).to.deep.equal({
      outcome: ['failed'],
      category: ['validation'],
      retry: ['never', 'poll'],
    });
    expect(changed.errors[1]?.basis).to.deep.equal({ outcome: 'stated', category: 'stated', retry: 'stated' });
    expect(changed.statuses[0]).to.deep.include({ status: 429, summary: 'Slower.' });
    expect(changed.types[0]).to.deep.include({ status: [422], summary: 'Something is not right.' });
    expect(changed.rules[0]).to.deep.include({ basis: 'inferred', judged: 'traffic' });
  });

  it('adds a row of a new name at the end, which must be whole', () => {
    const changed = extend(base, { errors: [errorRow('rate_limited')] });
    expect(codes(changed)).to.deep.equal([...codes(base), 'rate_limited']);
    expect(() => extend(base, { errors: [{ code: 'rate_limited' }] })).to.throw('at errors[3].status found nothing');
  });

  it('takes a row away', () => {
    const changed = extend(base, { errors: [{ code: 'key_open', remove: true }], idempotency: { onOpen: null } });
    expect(codes(changed)).to.deep.equal(['unauthorized', 'key_used']);
  });

  it('says so when there is nothing to take away', () => {
    expect(() => extend(base, { errors: [{ code: 'nope', remove: true }] })).to.throw(
      'Failed to define the provider "pay-now": at errors[0].code found "nope", expected a row to take away.',
    );
    expect(() => extend(base, { operations: { nope: null } })).to.throw(
      'at operations.nope found null, expected something there to take away',
    );
  });

  it('checks what comes out', () => {
    expect(() =>
      extend(base, { operations: { cancel: null }, errors: [errorRow('a', { operations: ['cancel'] })] }),
    ).to.throw('at errors[3].operations[0] found "cancel"');
    expect(() => extend(base, { origin: 'https://x.example/' })).to.throw('expected an origin');
  });

  it('gives the last word to what comes later', () => {
    const change = fc.record<ProviderChanges>(
      {
        title: fc.constantFrom('A', 'B'),
        origin: fc.constantFrom('https://a.example', 'https://b.example'),
        operations: fc.record({ pay: fc.record({ path: fc.constantFrom('/a', '/b') }, { requiredKeys: [] }) }),
        errors: fc.array(
          fc.record({ code: fc.constantFrom('key_used', 'key_open'), summary: fc.constantFrom('One.', 'Two.') }),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, change, (first, second) => {
        const both = extend(extend(base, first), second);
        expect(both.title).to.equal(second.title ?? first.title ?? base.title);
        expect(both.operations.pay?.path).to.equal(
          second.operations?.pay?.path ?? first.operations?.pay?.path ?? base.operations.pay?.path,
        );
        // A change that was made already changes nothing.
        expect(extend(both, second)).to.deep.equal(both);
        for (const row of both.errors) {
          const last = [...(first.errors ?? []), ...(second.errors ?? [])].findLast(({ code }) => code === row.code);
          const before = base.errors.find(({ code }) => code === row.code);
          expect(row).to.deep.equal({ ...before, ...last });
        }
      }),
      { numRuns: 60 },
    );
  });
});
