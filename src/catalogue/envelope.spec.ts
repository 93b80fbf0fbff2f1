import { expect } from 'chai';
import { renderEnvelope } from './envelope.ts';

const list = {
  errors: [{ code: '$code', source: { parameter: '$parameter' }, title: '$message' }],
  'successes?': '$successes',
};
const nested = { error: { type: '$type', code: '$code', message: '$message', 'data?': '$data' } };

const amount = { code: 'invalid_amount', message: 'Amount?', parameter: 'amount' };
const currency = { code: 'invalid_currency', message: 'Currency?' };

describe('renderEnvelope', () => {
  it('repeats a list for each error, in order', () => {
    expect(renderEnvelope(list, { errors: [amount, currency] }, 'bare')).to.deep.equal({
      errors: [
        { code: 'invalid_amount', source: { parameter: 'amount' }, title: 'Amount?' },
        { code: 'invalid_currency', source: {}, title: 'Currency?' },
      ],
    });
  });

  it('renders an empty list when there are no errors', () => {
    expect(renderEnvelope(list, { errors: [] }, 'bare')).to.deep.equal({ errors: [] });
  });

  it('gives the first error to an envelope for one', () => {
    expect(renderEnvelope(nested, { errors: [{ ...amount, type: 'bad' }, currency] }, 'bare')).to.deep.equal({
      error: { type: 'bad', code: 'invalid_amount', message: 'Amount?' },
    });
  });

  it('leaves out what is required and unbound', () => {
    expect(renderEnvelope(nested, { errors: [{ code: 'odd' }] }, 'bare')).to.deep.equal({ error: { code: 'odd' } });
  });

  it('shows an example of each optional field on the full surface', () => {
    expect(renderEnvelope(list, { errors: [] }, 'full')).to.deep.equal({ errors: [], successes: [] });
    expect(renderEnvelope(nested, { errors: [currency] }, 'full')).to.deep.equal({
      error: { code: 'invalid_currency', message: 'Currency?', data: { detail: 'example' } },
    });
  });

  for (const surface of ['full', 'bare'] as const) {
    it(`shows what was really done, and real data, on the ${surface} surface`, () => {
      const successes = [{ resource_id: 'ses_1' }];
      expect(renderEnvelope(list, { errors: [], successes }, surface)).to.deep.equal({ errors: [], successes });
      expect(renderEnvelope(nested, { errors: [], data: { field: 'a' } }, surface)).to.deep.equal({
        error: { data: { field: 'a' } },
      });
    });
  }

  it('leaves out on the bare surface what only explains: a message, the field to blame', () => {
    const flat = { 'code?': '$code', 'why?': '$message', 'where?': { field: '$parameter' } };
    const errors = [{ code: 'a', message: 'Why', parameter: 'amount' }];
    expect(renderEnvelope(flat, { errors }, 'bare')).to.deep.equal({ code: 'a' });
    expect(renderEnvelope(flat, { errors }, 'full')).to.deep.equal({
      code: 'a',
      why: 'Why',
      where: { field: 'amount' },
    });
  });

  it('takes emptiness for nothing', () => {
    expect(renderEnvelope(list, { errors: [], successes: [] }, 'bare')).to.deep.equal({ errors: [] });
    expect(renderEnvelope(nested, { errors: [], data: {} }, 'bare')).to.deep.equal({ error: {} });
    expect(renderEnvelope(nested, { errors: [], data: {} }, 'full')).to.deep.equal({
      error: { data: { detail: 'example' } },
    });
  });

  it('takes holes inside longer texts, and fields that are the same every time', () => {
    const template = { ok: false, 'help?': 'See $code', text: '$code: $message', tags: ['error', ['$code']] };
    const errors = [{ code: 'odd' }];
    expect(renderEnvelope(template, { errors }, 'full')).to.deep.equal({
      ok: false,
      help: 'See odd',
      text: 'odd: ',
      tags: ['error', ['odd']],
    });
  });

  it('refuses a hole that no envelope has', () => {
    expect(() => renderEnvelope({ a: '$cod' }, { errors: [] }, 'full')).to.throw('nothing is called $cod there');
  });
});
