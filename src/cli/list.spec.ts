import { expect } from 'chai';
import { defineProvider } from '../catalogue/define-provider.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { sampleProvider } from '../catalogue/sample-provider.spec.ts';
import { entryLines } from './entry-lines.ts';
import { listText } from './list-text.ts';
import { builtIn } from './providers.ts';

describe('list', () => {
  it('shows operations with their keys, then every row by kind', () => {
    expect(listText(defineProvider(sampleProvider()), 60).split('\n')).to.deep.equal([
      'pay-now: Pay now, from "Errors" (1)',
      '  11 requirements: 2 statuses, 1 type, 3 errors, 3 states, 2',
      '  rules; 1 to be checked by hand',
      '',
      '  operations',
      '    pay     POST /shops/{shop}/payments; brings about a',
      '            payment; key in header X-Key',
      '    read    GET /payments/{id}; reads',
      '    cancel  POST /payments/{id}/cancel; brings about a void;',
      '            key in header X-Key',
      '',
      '  pay-now/statuses/',
      '    429  Something is not right.',
      '    200  Something is not right.',
      '',
      '  pay-now/types/',
      '    request_error  Something is not right.',
      '',
      '  pay-now/errors/',
      '    unauthorized  Something is not right.',
      '    key_used      (not in the document) Something is not',
      '                  right.',
      '    key_open      Something is not right.',
      '',
      '  pay-now/states/',
      '    waiting    (not in the document) Not yet.',
      '    paid       Done.',
      '    cancelled  Not any more.',
      '',
      '  pay-now/rules/',
      '    slow-down     (not in the document) Wait.',
      '    log-the-code  (by hand) Log it.',
    ]);
  });

  for (const provider of builtIn) {
    it(`has every row of ${provider.id}, and fits into the width`, () => {
      for (const width of [60, 80, 100]) {
        const lines = listText(provider, width).split('\n');
        expect(lines.filter((line) => line.length > width && line.trim().includes(' '))).to.deep.equal([]);
        const names = lines.map((line) => line.trim().split(' ')[0]);
        for (const { name } of requirementsOf(provider)) expect(names).to.include(name);
        for (const name of Object.keys(provider.operations)) expect(names).to.include(name);
      }
    });
  }
});

describe('an entry', () => {
  const columns = { indent: 2, label: 5, width: 20 };

  it('wraps its text within its own column', () => {
    expect(entryLines('one', 'two three four', columns)).to.deep.equal(['  one    two three', '         four']);
  });

  it('gives a label that is too long a line of its own', () => {
    expect(entryLines('longer', 'two', columns)).to.deep.equal(['  longer', '         two']);
  });

  it('is its label where there is no text', () => {
    expect(entryLines('one', '', columns)).to.deep.equal(['  one']);
  });
});
