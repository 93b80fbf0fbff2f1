import { expect } from 'chai';
import fc from 'fast-check';
import type { WireRequest } from '../model/reply.ts';
import { bodyOf, replaying, reprocessing, rig, told } from './rig.spec.ts';

const authorization = `Basic ${Buffer.from('k-1:s-1').toString('base64')}`;
const segment = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('%', '%ff', '..', '__proto__', 'constructor', ''),
);
const url = fc.oneof(
  fc.string(),
  fc.webUrl({ withQueryParameters: true }),
  segment.map((id) => `https://shop.sadpath.test/shops/${id}/orders`),
  fc
    .tuple(segment, segment)
    .map(([shop, id]) => `https://shop.sadpath.test/shops/${shop}/orders/${id}/cancel?${id}=${shop}`),
  fc.constant('https://shop.sadpath.test/refunds'),
);
const contentType = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/html;;',
  '',
);
const body = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.json().map((text) => `{"reference":${text},"__proto__":${text},"amount":${text}}`),
  fc.array(fc.tuple(segment, segment)).map((pairs) => pairs.map(([a, b]) => `${a}=${b}`).join('&')),
  fc.constantFrom('null', '[]', '{}', '"', '\ufeff{}', 'a[b]=1&a=2&a[]=3&__proto__[x]=1', '{"a":1,"a":2}'),
);
const headers = fc
  .record({
    extra: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    'content-type': contentType,
    authorization: fc.constantFrom(authorization, 'Basic', 'Basic ====', ''),
    'idempotency-key': fc.oneof(fc.string(), fc.constantFrom('k', '__proto__', 'constructor')),
  })
  .map(({ extra, ...known }) => ({ ...extra, ...known }));
const request: fc.Arbitrary<WireRequest> = fc.record({
  method: fc.oneof(fc.constantFrom('POST', 'GET', 'post', 'HEAD'), fc.string()),
  url,
  headers,
  body,
});
const tape = fc.constantFrom(
  '',
  '500 internal after-commit',
  'state:x',
  'html 502 late-commit',
  '400 a+b+bad_amount with-successes',
  'reset after-commit',
  '404',
  '299',
);

describe('whatever a client sends', () => {
  for (const [name, provider] of Object.entries({ replaying, reprocessing }))
    it(`is answered with a well-formed reply and never throws: ${name}`, () => {
      fc.assert(
        fc.property(tape, fc.array(request, { minLength: 1, maxLength: 6 }), (steps, requests) => {
          const { sim } = rig(steps, { provider, journey: ['paid'] });
          for (const [index, each] of requests.entries()) {
            const { wire, reply, request: seen } = sim.answer(each, index + 1);
            expect(wire.status).to.be.within(200, 599);
            expect(wire.body).to.be.a('string');
            expect(Object.keys(wire.headers).every((header) => header === header.toLowerCase())).to.equal(true);
            if (wire.headers['content-type'] === 'application/json') JSON.parse(wire.body);
            expect(seen).to.include({ event: 'request', exchange: index + 1, body: each.body });
            expect(reply).to.include({ event: 'reply', exchange: index + 1, delivered: false });
            expect(JSON.stringify({ reply, seen: { ...seen, body: '', path: '', key: '' } })).to.not.contain(
              authorization,
            );
          }
          for (let exchange = 0; exchange < 9; exchange++) sim.closed(exchange);
          sim.commitLate();
          expect(JSON.parse(JSON.stringify(sim.ledger()))).to.deep.equal(sim.ledger());
        }),
        { numRuns: 300 },
      );
    });

  it('is taken when it is huge or deep', () => {
    const { create } = rig();
    expect(told(create({ body: JSON.stringify({ reference: 'x'.repeat(3_000_000) }), key: undefined }))).to.equal(
      '201 ok',
    );
    expect(told(create({ body: '['.repeat(200_000) + ']'.repeat(200_000), key: 'deep' }))).to.equal('201 ok');
    expect(told(create({ body: '['.repeat(200_000) + ']'.repeat(200_000), key: 'deep' }))).to.equal('201 ok again');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(told(create({ body: `a${'[b]'.repeat(200_000)}=1`, headers: form, key: undefined }))).to.equal('201 ok');
  });

  it('leaves no mark on anything else', () => {
    const { create } = rig();
    create({ body: '{"__proto__":{"polluted":1},"reference":"order-1"}', key: undefined });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    create({ body: '__proto__[polluted]=1&constructor[prototype][polluted]=1', headers: form, key: undefined });
    expect({}).to.not.have.property('polluted');
  });

  it('leaves out of the reply what it left out of the request', () => {
    const { create } = rig();
    expect(Object.keys(bodyOf(create({ body: '' })))).to.deep.equal(['id', 'shop', 'state']);
  });

  it('an empty key is no key', () => {
    const { create, sim } = rig();
    create({ key: '' });
    create({ key: '', reference: 'order-2' });
    expect(sim.ledger()).to.have.lengthOf(2);
  });
});
