import { expect } from 'chai';
import { defineProvider } from '../../catalogue/define-provider.ts';
import { SadpathError } from '../../model/failure.ts';
import type { Provider } from '../../model/provider.ts';
import { catalogueOf } from './catalogue-of-pact.ts';
import { moduleOfPact } from './module-of-pact.ts';
import { pactV3, pactV4, type Written } from './pact-writer.spec.ts';
import { readPact } from './read-pact.ts';

const bad: Written = { path: '/x', status: 400, body: { code: 'bad' } };
const post = (path: string, more: Written = {}): Written => ({ method: 'POST', path, ...more });

function made(interactions: Written[], provider?: string): Provider & { notes: string[] } {
  const names = provider === undefined ? {} : { provider };
  const { data, remarks } = catalogueOf(readPact(pactV3(interactions, names), 'x.json'), 'x.json');
  return { ...defineProvider(data), notes: remarks.map(({ place, text }) => `${place.join('.')}: ${text}`) };
}

const create = post('/payments', {
  sent: { order: { order_id: 'o-1' }, amount: 1000, currency: 'EUR', live: true, note: 'nothing' },
  status: 201,
  body: {
    id: 17,
    orderId: 'o-1',
    amount: 1000,
    currency: 'EUR',
    live: true,
    payer: 'nothing',
    payment_status: 'pending',
  },
});
const read: Written = { path: '/payments/17', body: { id: '17', payment_status: 'paid', owner: 'Ada' } };

describe('the catalogue of a pact', () => {
  it('has the happy path of an operation: what it repeats of the request is a hole', () => {
    const { operations, journeys, notes } = made([create, bad]);
    expect(operations.createPayment).to.deep.equal({
      method: 'POST',
      path: '/payments',
      input: { order: { order_id: '$marker' }, amount: 1000, currency: 'EUR', live: true, note: 'nothing' },
      intentField: 'order.order_id',
      effect: 'payment',
      journey: 'payment',
      success: {
        status: 201,
        body: {
          id: '$id',
          orderId: '$body.order.order_id',
          amount: '$body.amount',
          currency: '$body.currency',
          live: true,
          payer: '$body.note',
          payment_status: '$state',
        },
      },
    });
    expect(journeys.payment).to.deep.include({ resource: 'a payment', field: 'payment_status', initial: 'pending' });
    expect(journeys.payment?.states.pending?.meaning).to.equal('open');
    expect(notes).to.include('operations.createPayment.effect: A guess, from the path: what does it bring about?');
  });

  it('reads what was made: as it was made, or as the pact shows it', () => {
    const { operations } = made([create, read, bad]);
    expect(operations.createPayment?.reads).to.equal('getPayment');
    expect(operations.getPayment).to.deep.equal({
      method: 'GET',
      path: '/payments/{id}',
      input: { id: '$resource' },
      given: 'a payment',
      journey: 'payment',
      success: { status: 200, body: { id: '$path.id', payment_status: '$state', owner: 'Ada' } },
    });
    const same = made([create, { ...read, body: { id: '17', amount: 1 } }, bad]).operations.getPayment;
    expect(same?.success.body).to.equal('$resource');
    const alone = made([read, bad]).operations.getPayment;
    expect(alone).to.deep.include({ given: 'a payment', journey: 'payment' });
  });

  it('takes two fields for one where they have one name, or a value of a kind', () => {
    const sent = { order: { reference: 'r' }, request_id: 'the-request', amount: 1, 'order.id': 'o', to: 'someone' };
    const body = { id: 'a', count: 1, amount: 1, amounts: [1], payee: 'someone', by: 'o' };
    const { createPayment } = made([{ ...create, sent, body }, bad]).operations;
    expect(createPayment?.intentField, 'the least deep, and one that can be named').to.equal('request_id');
    expect(createPayment?.success.body).to.deep.equal({
      ...{ id: '$id', count: 1, amount: '$body.amount', amounts: [1], payee: '$body.to', by: 'o' },
    });
    const shown = { id: 17, version: 17, label: '17' };
    const reading = made([{ ...read, body: shown }, bad]).operations.getPayment;
    expect(reading?.success.body).to.deep.equal({ id: '$path.id', version: 17, label: '$path.id' });
  });

  it('takes the success that has a body', () => {
    const { operations } = made([{ path: '/a', status: 200 }, { path: '/a', status: 206, body: { a: 1 } }, bad]);
    expect(operations.getA?.success).to.deep.equal({ status: 206, body: { a: 1 } });
  });

  it('marks no request that brings nothing about', () => {
    const put = { method: 'PUT', path: '/terms', sent: { reference: 'r' } };
    const { operations } = made([put, bad]);
    expect(operations.replaceTerm)
      .to.deep.include({ input: { reference: 'r' } })
      .and.to.not.have.property('intentField');
  });

  it('tells two kinds of things apart that have one name', () => {
    const { journeys } = made([{ ...create, path: '/v1/payments' }, { ...create, path: '/v2/payments' }, bad]);
    expect(Object.entries(journeys).map(([name, { resource }]) => [name, resource])).to.deep.equal([
      ['payment', 'a payment'],
      ['payment2', 'a payment2'],
    ]);
  });

  it('has no state that JavaScript gives a meaning of its own', () => {
    const { journeys } = made([{ ...create, body: { id: 'a', status: 'constructor' } }, bad]);
    expect(journeys.payment?.initial).to.equal('done');
  });

  it('takes a state that it does not know for the last one, or not', () => {
    const { operations, journeys } = made([{ ...create, body: { id: 'a', state: 'paid' } }, read, bad]);
    expect(journeys.payment?.states.paid?.meaning).to.equal('happened');
    expect(operations.createPayment?.success.outcome).to.deep.equal(['succeeded', 'pending']);
    expect(operations.getPayment?.success.outcome).to.deep.equal(['succeeded', 'pending']);
    expect(made([{ ...create, body: { id: 'a' } }, bad]).operations.createPayment?.success).to.not.have.property(
      'outcome',
    );
  });

  const effects: [string, Written, string | undefined][] = [
    ['a payment by default', post('/orders', { status: 201 }), 'payment'],
    ['a refund', post('/refunds', { status: 201 }), 'refund'],
    ['a refund of a payment', post('/payments/1/refunds', { status: 201 }), 'refund'],
    ['a capture', post('/payments/1/capture', { body: { id: '1' } }), undefined],
    ['a session', post('/checkout-sessions', { status: 201 }), 'session'],
    ['a void', post('/payments/1/cancel', { body: { id: '1' } }), undefined],
    ['a message', post('/messages', { body: { message_id: 'm' } }), 'message'],
    ['a grant', post('/oauth/token', { body: { id: 'm' } }), 'grant'],
    ['nothing, where nothing is made', post('/rates', { body: { rate: 1 } }), undefined],
    ['nothing, where the id is the caller’s own', post('/rates', { sent: { id: 'a' }, body: { id: 'a' } }), undefined],
    ['nothing, where something is looked up', post('/payments/search', { body: { id: 'm' } }), undefined],
    ['what is to be feared, where no success is shown', post('/payments', { status: 400 }), 'payment'],
    ['nothing, by another method', { method: 'PUT', path: '/payments', status: 201 }, undefined],
  ];
  for (const [what, interaction, effect] of effects) {
    const expected = what === 'a capture' ? 'capture' : what === 'a void' ? 'void' : effect;
    it(`guesses ${what}: ${interaction.method} ${interaction.path}`, () => {
      const [operation] = Object.values(made([interaction, bad]).operations).filter(({ path }) => path !== '/x');
      expect(operation?.effect).to.equal(expected);
    });
  }

  it('does to a thing that exists what its path says, and nothing else', () => {
    const { operations } = made([create, read, post('/payments/17/capture'), post('/payments/17/archive'), bad]);
    expect(operations.capturePayment).to.deep.include({ effect: 'capture', given: 'a payment', reads: 'getPayment' });
    expect(operations.archivePayment).to.include({ given: 'a payment' }).and.to.not.have.property('effect');
  });

  it('makes something for a thing where the pact makes those too; otherwise that thing is the one of the example', () => {
    const refund = post('/payments/17/refunds', { sent: { amount: 1 }, status: 201, body: { id: 'r', payment: '17' } });
    const known = made([create, refund, bad]).operations.createRefund;
    expect(known).to.deep.include({ given: 'a payment', journey: 'refund', input: { amount: 1, id: '$resource' } });
    expect(known?.success.body).to.deep.equal({ id: '$id', payment: '$path.id' });
    const unknown = made([refund, bad]);
    expect(unknown.operations.createRefund?.input).to.deep.equal({ amount: 1, id: '17' });
    expect(unknown.operations.createRefund).to.not.have.property('given');
    const onlyRead = made([read, refund, bad]).operations;
    expect([onlyRead.getPayment?.given, onlyRead.createRefund?.given]).to.deep.equal(['a payment', undefined]);
    expect(unknown.notes.join()).to.contain(
      'operations.createRefund.input: Which field tells one order from the next?',
    );
  });

  it('makes up the success that the pact does not show, and says so', () => {
    const { operations, notes } = made([post('/payments', bad.body ? { status: 400, body: bad.body } : {})]);
    expect(operations.createPayment?.success).to.deep.equal({ status: 201, body: { id: '$id', status: '$state' } });
    expect(notes).to.include('operations.createPayment.success: The pact shows no success of it: made up.');
  });

  it('has what is asked in the query as input', () => {
    const { operations } = made([{ path: '/payments', query: { page: '2' }, body: [] }, bad]);
    expect(operations.listPayments?.input).to.deep.equal({ page: '2' });
  });

  describe('lets in', () => {
    const with401 = { ...bad, status: 401, body: { code: 'who' } };
    const authorized = (authorization: string) => [{ ...read, headers: { authorization } }, with401];
    const cases: [string, Written[], object, string[]][] = [
      ['a bearer', authorized('Bearer real'), { scheme: 'bearer', token: 'token', error: 'who' }, ['token']],
      [
        'by name and password',
        authorized('Basic cmVhbA=='),
        { scheme: 'basic', username: 'username', password: 'password', error: 'who' },
        ['username', 'password'],
      ],
      [
        'who has the keys',
        [{ ...read, headers: { 'X-Api-Key': 'real', 'Client-Id': 'c', Accept: '*/*' } }, with401],
        { scheme: 'headers', headers: { 'client-id': 'clientId', 'x-api-key': 'apiKey' }, error: 'who' },
        ['clientId', 'apiKey'],
      ],
      [
        'anybody, where one request goes without',
        [{ ...read, headers: { authorization: 'Bearer real' } }, bad],
        { scheme: 'headers', headers: {} },
        [],
      ],
      [
        'anybody, by a scheme that nobody knows',
        authorized('Token real'),
        { scheme: 'headers', headers: {}, error: 'who' },
        [],
      ],
    ];
    for (const [who, interactions, authentication, credentials] of cases) {
      it(who, () => {
        const catalogue = made(interactions);
        expect(catalogue.authentication).to.deep.equal(authentication);
        expect(Object.keys(catalogue.credentials)).to.deep.equal(credentials);
        expect(JSON.stringify(catalogue)).to.not.contain('real');
        expect(catalogue.notes.some((note) => note.startsWith('authentication: '))).to.equal(credentials.length === 0);
      });
    }
  });

  it('knows the header of the idempotency key, and who takes one', () => {
    const keyed = { ...create, headers: { 'Idempotency-Key': 'k' } };
    const reused = post('/payments', { status: 409, body: { code: 'idempotency_conflict' } });
    const one = made([keyed, reused, post('/refunds', { status: 201 })]);
    expect(one.idempotency).to.deep.equal({
      header: 'idempotency-key',
      replays: ['2xx'],
      onMismatch: 'idempotency_conflict',
    });
    expect([one.operations.createPayment?.keyed, one.operations.createRefund?.keyed]).to.deep.equal([undefined, false]);
    const other = made([keyed, bad]);
    expect(other.errors.map(({ code, source, operations }) => [code, source, operations])).to.deep.equal([
      ['bad', undefined, ['getX']],
      ['idempotency_key_reused', 'outside', ['createPayment']],
    ]);
    const taken = made([keyed, { ...bad, body: { code: 'idempotency_key_reused' }, status: 500 }]);
    expect(taken.idempotency?.onMismatch).to.equal('idempotency_key_reused2');
    expect(made([create, bad])).to.not.have.property('idempotency');
  });

  it('is called after the provider, whatever that is called', () => {
    expect(made([bad], 'Acme Pay (v2)')).to.deep.include({ id: 'acme-pay-v2', title: 'Acme Pay (v2)' });
    expect(made([bad], 'Zürich_Pay').origin).to.equal('https://zurich-pay.sadpath.test');
    expect(made([bad], '3D').id).to.equal('api-3-d');
    expect(made([bad], '…')).to.deep.include({ id: 'imported', title: '…' });
    expect(made([bad], ' ')).to.deep.include({ id: 'imported', title: 'Imported' });
  });

  it('is a constant of a legal name, and says what was left out', () => {
    const pact = JSON.parse(pactV3([bad], { provider: 'Default' }));
    pact.interactions.push(
      { request: { method: 'OPTIONS' }, response: {} },
      { request: { method: 'HEAD' }, response: {} },
    );
    const { name, lines } = moduleOfPact(readPact(JSON.stringify(pact), 'x.json'), 'x.json');
    expect(name).to.equal('defaultApi');
    expect(lines).to.deep.equal([
      '1 operation: getX.',
      '1 code, and 0 statuses without a code.',
      'Left out: 1 × HEAD, 1 × OPTIONS.',
    ]);
  });

  it('has the content type of most error bodies', () => {
    const problem = { ...bad, contentType: 'application/problem+json; charset=utf-8' };
    expect(made([problem, { ...problem, path: '/y' }, bad]).envelopeType).to.equal('application/problem+json');
    expect(made([problem, bad, { ...bad, path: '/y' }])).to.not.have.property('envelopeType');
    expect(made([{ ...bad, contentType: 'text/html' }])).to.not.have.property('envelopeType');
  });

  it('is refused where nothing goes wrong, or nobody knows what is said', () => {
    const of = (text: string) => () => catalogueOf(readPact(text, 'x.json'), 'x.json');
    expect(of(pactV3([read]))).to.throw(
      SadpathError,
      'Failed to import the pact x.json: none of its 1 HTTP interactions has a status of 400 or more.',
    );
    const pact = JSON.parse(pactV4([{ ...bad, description: 'it\n' }]));
    pact.interactions[0].response.body = { content: 'e30=', encoded: 'base64' };
    expect(of(JSON.stringify(pact))).to.throw(SadpathError, 'the error reply of "it\\n" is encoded (base64)');
    pact.interactions[0].response.status = 200;
    pact.interactions.push(JSON.parse(pactV4([bad])).interactions[0]);
    expect(of(JSON.stringify(pact))).to.not.throw();
  });
});
