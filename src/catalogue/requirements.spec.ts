import { expect } from 'chai';
import { defineProvider } from './define-provider.ts';
import { requirementsOf } from './requirements.ts';
import { sampleProvider } from './sample-provider.spec.ts';

const provider = defineProvider(sampleProvider());
const rows = requirementsOf(provider);
const find = (id: string) => rows.find((row) => row.id === id);

describe('requirementsOf', () => {
  it('lists every row in the order of the catalogue', () => {
    expect(rows.map(({ id }) => id)).to.deep.equal([
      'pay-now/statuses/429',
      'pay-now/statuses/200',
      'pay-now/types/request_error',
      'pay-now/errors/unauthorized',
      'pay-now/errors/key_used',
      'pay-now/errors/key_open',
      'pay-now/states/waiting',
      'pay-now/states/paid',
      'pay-now/states/cancelled',
      'pay-now/rules/slow-down',
      'pay-now/rules/log-the-code',
    ]);
  });

  it('makes the list of one catalogue once', () => {
    expect(requirementsOf(provider)).to.equal(rows);
    expect(requirementsOf(defineProvider(sampleProvider()))).to.deep.equal(rows);
  });

  it('flattens an error row with everything that it says', () => {
    expect(find('pay-now/errors/unauthorized')).to.deep.equal({
      id: 'pay-now/errors/unauthorized',
      provider: 'pay-now',
      kind: 'errors',
      name: 'unauthorized',
      code: 'unauthorized',
      summary: 'Something is not right.',
      judged: 'traffic',
      operations: ['pay', 'read', 'cancel'],
      expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
      basis: { outcome: 'stated', category: 'stated', retry: 'inferred' },
    });
    expect(find('pay-now/errors/key_used')).to.include({ source: 'outside', force: 'advises' });
    expect(find('pay-now/errors/key_open')).to.deep.include({ echo: true, note: 'Read twice.', operations: ['pay'] });
  });

  it('takes the operations of a rule from its plays, each once', () => {
    expect(find('pay-now/rules/slow-down')).to.deep.equal({
      id: 'pay-now/rules/slow-down',
      provider: 'pay-now',
      kind: 'rules',
      name: 'slow-down',
      summary: 'Wait.',
      judged: 'traffic',
      operations: ['pay', 'read'],
      basis: { outcome: 'stated', category: 'stated', retry: 'stated' },
      source: 'outside',
      force: 'advises',
      note: 'No number is given.',
    });
    expect(find('pay-now/rules/log-the-code')).to.deep.include({ judged: 'by-hand', operations: [] });
  });

  it('lists the states that the document names, for whatever reads them', () => {
    const { note, ...cancelled } = find('pay-now/states/cancelled') ?? {};
    expect(cancelled).to.deep.equal({
      id: 'pay-now/states/cancelled',
      provider: 'pay-now',
      kind: 'states',
      name: 'cancelled',
      summary: 'Not any more.',
      judged: 'traffic',
      operations: ['read'],
      expect: { outcome: ['failed', 'succeeded'], category: ['declined', 'unknown'], retry: ['never', 'poll'] },
      basis: { outcome: 'stated', category: 'inferred', retry: 'inferred' },
    });
    expect(note).to.include('the reading worked');
    expect(find('pay-now/states/paid')?.expect).to.deep.equal({
      outcome: ['succeeded'],
      category: [],
      retry: ['never', 'poll'],
    });
    expect(find('pay-now/states/waiting')).to.deep.include({
      source: 'outside',
      expect: { outcome: ['pending', 'succeeded'], category: ['pending'], retry: ['poll', 'never'] },
    });
  });
});
