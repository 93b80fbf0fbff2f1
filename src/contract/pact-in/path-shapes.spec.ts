import { expect } from 'chai';
import { operationGroups } from './operation-groups.ts';
import { pactV3, type Written } from './pact-writer.spec.ts';
import { readPact } from './read-pact.ts';

/** Each operation as `name: METHOD path`. */
function operations(...interactions: Written[]): string[] {
  const { interactions: read } = readPact(pactV3(interactions), 'x.json');
  return operationGroups(read).map(({ name, method, path }) => `${name}: ${method} ${path}`);
}

const get = (path: string, more: Written = {}): Written => ({ path, ...more });
const post = (path: string, more: Written = {}): Written => ({ method: 'POST', path, ...more });

describe('the paths of a pact', () => {
  const cases: [string, Written[], string[]][] = [
    ['are as they stand', [get('/v1/payments/last')], ['getLast: GET /v1/payments/last']],
    [
      'vary where a regular expression says so',
      [get('/payments/abc', { pathRegex: '^\\/payments\\/[a-z/]+$' })],
      ['getPayment: GET /payments/{id}'],
    ],
    [
      'stay where a regular expression repeats them',
      [get('/v1.0/payments/abc/log', { pathRegex: '/v1\\.0/payments/(a|b)+/log' })],
      ['getLog: GET /v1.0/payments/{id}/log'],
    ],
    [
      'vary in what looks like an id where a regular expression cannot be laid over them',
      [get('/payments/p7/x', { pathRegex: '.*' })],
      ['getX: GET /payments/{id}/x'],
    ],
    ['vary where they hold a number or a UUID', [get('/payments/17')], ['getPayment: GET /payments/{id}']],
    [
      'vary where they hold a UUID',
      [get('/payments/9f1c7c0e-7d8e-4b59-8f0a-0a3f8e1d2c3b')],
      ['getPayment: GET /payments/{id}'],
    ],
    [
      'vary where two that look like ids differ',
      [get('/payments/pay_1'), get('/payments/pay_2')],
      ['getPayment: GET /payments/{id}'],
    ],
    [
      'do not vary where two words, or two versions, differ',
      [post('/v1/payments'), post('/v1/refunds'), post('/v2/payments')],
      ['createPayment: POST /v1/payments', 'createRefund: POST /v1/refunds', 'createPayment2: POST /v2/payments'],
    ],
    [
      'vary where a word that never goes well stands in the place of an id',
      [get('/payments/17'), get('/payments/unknown', { status: 404 })],
      ['getPayment: GET /payments/{id}'],
    ],
    [
      'do not vary where a word that goes well stands there',
      [get('/payments/17'), get('/payments/search'), get('/payments/', { status: 404 })],
      ['listPayments: GET /payments/', 'getPayment: GET /payments/{id}', 'getSearch: GET /payments/search'],
    ],
    [
      'have a parameter for each id, called after what stands before it',
      [get('/shops/1/payments/2'), post('/shops/1/payments')],
      ['createPayment: POST /shops/{id}/payments', 'getPayment: GET /shops/{shopId}/payments/{paymentId}'],
    ],
    ['hold nothing that a catalogue takes for a parameter', [get('/a b/{x}/é')], ['getE: GET /a%20b/%7Bx%7D/%C3%A9']],
    ['may be empty', [get('/'), get('')], ['getRoot: GET /']],
  ];
  for (const [what, interactions, expected] of cases) {
    it(what, () => expect(operations(...interactions)).to.deep.equal(expected));
  }

  it('vary where a generator says so', () => {
    const pact = JSON.parse(pactV3([get('/payments/abc')]));
    pact.interactions[0].request.generators = { path: { type: 'ProviderState', expression: '/payments/${id}' } };
    const { interactions } = readPact(JSON.stringify(pact), 'x.json');
    expect(operationGroups(interactions).map(({ path }) => path)).to.deep.equal(['/payments/{id}']);
  });

  it('vary in what looks like an id where they need only be text', () => {
    const pact = JSON.parse(pactV3([get('/payments/p7/log')]));
    pact.interactions[0].request.matchingRules = { path: { matchers: [{ match: 'type' }] } };
    const { interactions } = readPact(JSON.stringify(pact), 'x.json');
    expect(operationGroups(interactions).map(({ path }) => path)).to.deep.equal(['/payments/{id}/log']);
  });

  it('give the operations names by what they do', () => {
    const names = operations(
      get('/payments'),
      post('/payments'),
      post('/payments/1/capture'),
      post('/payments/1/refunds'),
      { method: 'PUT', path: '/payments/1' },
      { method: 'PATCH', path: '/payments/1' },
      { method: 'DELETE', path: '/payments/1' },
      post('/payments/1'),
      post('/checkout'),
      post('/constructor'),
      post('/3ds-session'),
      post('/!'),
    ).map((line) => line.split(':')[0]);
    expect(names).to.have.members([
      ...['listPayments', 'createPayment', 'capturePayment', 'createRefund', 'replacePayment', 'updatePayment'],
      ...['deletePayment', 'postPayment', 'checkout', 'itsConstructor', 'it3dsSession', 'it'],
    ]);
  });
});
