import { expect } from 'chai';
import fc from 'fast-check';
import type { Operation, Provider } from '../model/provider.ts';
import { nearestRoute } from './nearest-route.ts';
import { replaying } from './rig.spec.ts';
import { routerOf } from './route.ts';

const search: Operation = Object.assign({}, replaying.operations.refund, {
  method: 'GET' as const,
  path: '/shops/{shopId}/orders/search',
});
const provider = {
  ...replaying,
  operations: { ...replaying.operations, search: { ...search, input: {}, success: { status: 200, body: null } } },
};
const route = routerOf(provider);

describe('routerOf', () => {
  it('reads the parameters of a path, decoded', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (shopId, orderId) => {
        fc.pre(orderId !== 'search');
        const found = route('GET', `/shops/${encodeURIComponent(shopId)}/orders/${encodeURIComponent(orderId)}`);
        expect(found?.name).to.equal('read');
        expect(found?.parameters).to.deep.equal({ shopId, orderId });
      }),
    );
  });

  it('prefers literal text to parameters', () => {
    expect(route('GET', '/shops/1/orders/search')?.name).to.equal('search');
    expect(route('GET', '/shops/1/orders/searching')?.name).to.equal('read');
  });

  it('takes method and path as they are', () => {
    for (const [method, path] of [
      ['PUT', '/refunds'],
      ['POST', '/refunds/'],
      ['POST', '/refundsx'],
      ['POST', '/v1/refunds'],
      ['POST', '/shops//orders'],
      ['POST', '/shops/a/b/orders'],
    ] as const)
      expect(route(method, path), `${method} ${path}`).to.equal(undefined);
  });

  it('takes the characters of a path literally', () => {
    const dotted = { ...replaying.operations.refund, method: 'POST' as const, path: '/v1.0/a+b' };
    const find = routerOf({
      ...provider,
      operations: { dotted: Object.assign({}, replaying.operations.refund, dotted) },
    });
    expect(find('POST', '/v1.0/a+b')?.name).to.equal('dotted');
    expect(find('POST', '/v1x0/aab')).to.equal(undefined);
  });

  it('puts the path of the origin before each', () => {
    const find = routerOf({ ...provider, origin: 'https://shop.sadpath.test/api' });
    expect(find('POST', '/api/refunds')?.name).to.equal('refund');
    expect(find('POST', '/refunds')).to.equal(undefined);
  });

  it('keeps what cannot be decoded', () => {
    expect(route('GET', '/shops/%ff/orders/x')?.parameters.shopId).to.equal('%ff');
  });
});

describe('nearestRoute', () => {
  const nearest = (method: string, path: string) => nearestRoute(provider, method, `https://shop.sadpath.test${path}`);

  it('prefers the same path under another method, then a path that is nearly the same', () => {
    expect(nearest('PUT', '/refunds')).to.contain('the nearest is refund, POST /refunds');
    expect(nearest('POST', '/refund')).to.contain('the nearest is refund, ');
    expect(nearest('GET', '/shops/1/order/2')).to.contain('the nearest is read, ');
    expect(nearest('POST', '/shops/1/orders/2/canceled')).to.contain('the nearest is cancel, ');
  });

  it('of paths that are as near, prefers the method, and the one of the same length', () => {
    const at = (method: 'GET' | 'POST', path: string) => ({ ...search, method, path });
    const nearestOf = (operations: Provider['operations'], path: string) =>
      nearestRoute({ id: 'x', operations }, 'GET', path).replace(/.*nearest is (\w+).*/, '$1');
    expect(nearestOf({ write: at('POST', '/things'), read: at('GET', '/things') }, '/thing')).to.equal('read');
    expect(nearestOf({ long: at('GET', '/a/b/c'), short: at('GET', '/a/b') }, '/a/x')).to.equal('short');
  });

  it('keeps the query to itself', () => {
    expect(nearest('GET', '/x?api_key=secret#y')).to.not.contain('secret');
  });

  it('has something to say of an API without operations', () => {
    expect(nearestRoute({ id: 'none', operations: {} }, 'GET', '*')).to.equal('no operation of none takes GET *');
  });
});
