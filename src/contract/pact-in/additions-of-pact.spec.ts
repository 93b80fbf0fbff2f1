import { expect } from 'chai';
import { extend } from '../../catalogue/extend.ts';
import type { Provider } from '../../model/provider.ts';
import { banked } from '../../providers/banked.ts';
import { paysg } from '../../providers/paysg.ts';
import { useepay } from '../../providers/useepay.ts';
import { additionsOf } from './additions-of-pact.ts';
import { evaluated } from './evaluated.spec.ts';
import { moduleExtending } from './module-of-pact.ts';
import { pactV3, type Written } from './pact-writer.spec.ts';
import { readPact } from './read-pact.ts';

const sessions = { method: 'POST', path: '/v2/payment_sessions' };
const body = (code: string, more = {}) => ({
  errors: [{ code, source: { parameter: 'amount' }, title: 'Some words', ...more }],
});
const added = (provider: Provider, ...interactions: Written[]) =>
  additionsOf(pact(...interactions), provider, 'x.json');
const pact = (...interactions: Written[]) => readPact(pactV3(interactions), 'x.json');

describe('what a pact adds to a catalogue', () => {
  it('are the codes that it does not have, read by its own envelope, with its operations', () => {
    const { data, known } = added(
      banked,
      {
        ...sessions,
        status: 400,
        body: { code: 'not_the_code', ...body('payee_blocked') },
        description: 'a blocked payee',
      },
      { ...sessions, status: 409, body: body('invalid_amount') },
      { ...sessions, status: 400, body: body('unauthorized') },
    );
    expect(known).to.deep.equal([
      'unauthorized (there under 401, here under 400)',
      'invalid_amount (there under 400, 422, here under 409)',
    ]);
    expect(Object.keys(data)).to.deep.equal(['errors']);
    expect(data.errors).to.have.lengthOf(1);
    expect(data.errors?.[0]).to.deep.include({
      code: 'payee_blocked',
      status: [400],
      message: 'Some words',
      parameter: 'amount',
      summary: 'a blocked payee',
      operations: ['createPaymentSession'],
    });
    const ours = extend(banked, data);
    expect(ours.errors.at(-1)?.code).to.equal('payee_blocked');
    expect(ours.errors).to.have.lengthOf(banked.errors.length + 1);
  });

  it('are read by a field that is optional there, and are not what stands for any code', () => {
    const [path = ''] = Object.values(useepay.operations).map((operation) => operation.path);
    const one = { method: 'POST', path, status: 400, body: { code: 'new_1', source: 'amount' } };
    expect(added(useepay, one).data.errors?.[0]?.parameter).to.equal('amount');
    const sampled = extend(useepay, { statuses: [{ status: 400, sample: { code: 'new_1', message: 'm' } }] });
    expect(added(sampled, one)).to.deep.include({ data: {}, known: ['new_1'] });
  });

  it('are the statuses that it does not have, and that come without a code', () => {
    const { data, known } = added(
      extend(banked, {
        statuses: [
          {
            status: 429,
            summary: 's',
            expect: { outcome: ['failed'], category: ['rate_limit'], retry: ['never'] },
            basis: { outcome: 'stated', category: 'stated', retry: 'stated' },
            operations: '*',
          },
        ],
      }),
      { ...sessions, status: 503 },
      { ...sessions, status: 429 },
      { ...sessions, status: 418, body: body('invalid_amount'), rules: { '$.errors[*].code': [{ match: 'type' }] } },
    );
    expect(data.statuses?.map(({ status, sample }) => [status, sample?.code])).to.deep.equal([
      [418, 'undocumented_418'],
      [503, 'undocumented_503'],
    ]);
    expect(known).to.deep.equal(['429']);
    expect(() => extend(banked, data)).to.not.throw();
  });

  it('come with the types that it lists, and with no other', () => {
    const [known = ''] = paysg.types.map(({ type }) => type);
    const path = '/v1/payment-services/ps_1/payments';
    const error = (code: string, type: string): Written => ({
      ...{ method: 'POST', path, status: 400 },
      body: { error: { code, type, message: 'm' } },
    });
    const { data } = added(paysg, error('new_1', known), error('new_2', 'new_type'));
    expect(data.errors?.map(({ code, types }) => [code, types])).to.deep.equal([
      ['new_1', [known]],
      ['new_2', undefined],
    ]);
    expect(() => extend(paysg, data)).to.not.throw();
    const typed = added(paysg, { method: 'POST', path, status: 418, body: { error: { type: known, message: 'm' } } });
    expect([typed.data.errors, typed.data.statuses?.length]).to.deep.equal([undefined, 1]);
  });

  it('is left out where it is of no operation', () => {
    const { data, elsewhere } = added(
      banked,
      { path: '/v9/payouts', status: 400, body: body('new_1') },
      { ...sessions, status: 400, body: body('new_2'), rules: { '$.errors[*].title': [{ match: 'type' }] } },
    );
    expect(data.errors?.map(({ code }) => code)).to.deep.equal(['new_2']);
    expect(elsewhere).to.deep.equal(['GET /v9/payouts']);
  });

  it('is written as a module that extends it, with what is left out', () => {
    const two = { ...sessions, status: 400, rules: { '$.errors[*].title': [{ match: 'type' }] } };
    const {
      source = '',
      name,
      lines,
    } = moduleExtending(
      banked,
      pact({ ...two, body: body('invalid_amount') }, { ...two, body: body('new_1') }, { path: '/no', status: 400 }),
      'x.json',
    );
    expect(name).to.equal('ourBanked');
    expect(source).to.match(/^\/\/ Known to banked already: invalid_amount\.$/m);
    expect(source).to.match(/^\/\/ Left out, for banked has no such operation: GET \/no\.$/m);
    expect(source).to.match(/^ {6}\/\/ In the pact, of any wording: "Some words"\n {6}message: /m);
    expect(source.match(/In the pact/g)).to.have.lengthOf(1);
    expect(evaluated(source, { extend, banked })).to.deep.include({ id: 'banked' });
    expect(lines).to.deep.equal([
      '1 new code, and 0 new statuses without a code.',
      'Known to banked already: invalid_amount.',
      'Left out, for banked has no such operation: GET /no.',
    ]);
  });

  it('is no module where there is nothing new', () => {
    const known = pact({ ...sessions, status: 400, body: body('invalid_amount') });
    expect(moduleExtending(banked, known, 'x.json')).to.not.have.property('source');
  });
});
