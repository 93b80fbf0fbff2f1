import { expect } from 'chai';
import { banked } from '../providers/banked.ts';
import { http } from '../providers/http.ts';
import { extend } from './extend.ts';
import { requirementsOf } from './requirements.ts';

describe('operations under another name', () => {
  const acme = extend(http, { id: 'acme', rename: { create: 'createCharge', get: 'getCharge' } });

  it('are called so wherever the catalogue names them', () => {
    expect(Object.keys(acme.operations)).to.deep.equal(['createCharge', 'getCharge']);
    expect(acme.operations.createCharge?.reads).to.equal('getCharge');
    const named = new Set(requirementsOf(acme).flatMap(({ operations }) => operations));
    expect([...named].sort()).to.deep.equal(['createCharge', 'getCharge']);
    expect(JSON.stringify(acme)).to.not.match(/"(create|get)"/);
  });

  it('are the same as before in all else', () => {
    const back = extend(acme, { id: 'http', rename: { createCharge: 'create', getCharge: 'get' } });
    expect(back).to.deep.equal(http);
  });

  it('are found in the tracks of a tape', () => {
    const one = extend(banked, {
      rules: [
        {
          name: 'new-rule',
          summary: 'A rule of two tracks.',
          judged: 'traffic',
          basis: 'stated',
          plays: [{ operation: 'createPaymentSession', tape: 'ok | getPaymentSession: 404 session_not_found ×2' }],
        },
      ],
    });
    const renamed = extend(one, { rename: { getPaymentSession: 'read' } });
    expect(renamed.rules.at(-1)?.plays).to.deep.equal([
      { operation: 'createPaymentSession', tape: 'ok | read: 404 session_not_found ×2' },
    ]);
  });

  it('can be swapped, and take no name that is in use', () => {
    const swapped = extend(http, { rename: { create: 'get', get: 'create' } });
    expect([swapped.operations.get?.method, swapped.operations.create?.method]).to.deep.equal(['POST', 'GET']);
    expect(() => extend(http, { rename: { create: 'get' } })).to.throw(
      'at rename.create found "get", expected a name that no operation has',
    );
    expect(() => extend(http, { rename: { charge: 'pay' } })).to.throw(
      'at rename.charge found "charge", expected an operation (create, get)',
    );
  });

  it('are what the other changes call them', () => {
    const path = '/v1/charges';
    const changed = extend(http, { rename: { create: 'createCharge' }, operations: { createCharge: { path } } });
    expect(changed.operations.createCharge?.path).to.equal(path);
  });
});
