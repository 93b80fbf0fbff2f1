import { expect } from 'chai';
import fc from 'fast-check';
import type { WireReply } from '../../model/reply.ts';
import { bodyFamily } from './body-fault.ts';
import { bodyFaults } from './table.ts';

const reply: WireReply = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"1","amount":1000,"customer":{"name":"Ada"},"lines":[{"cents":5}],"paid":true,"note":null}',
};

describe('every way to spoil a body', () => {
  for (const fault of Object.values(bodyFaults)) {
    it(`${fault.name}: is deterministic, leaves its input and the status alone, and changes what goes over the wire`, () => {
      const before = structuredClone(reply);
      fc.assert(
        fc.property(fc.option(fc.nat(5), { nil: undefined }), (at) => {
          const spoilt = fault.apply(reply, at);
          expect(reply).to.deep.equal(before);
          expect(fault.apply(reply, at)).to.deep.equal(spoilt);
          expect(spoilt).to.not.deep.equal(reply);
          expect(spoilt.status).to.equal(reply.status);
          expect(spoilt.transport).to.equal(undefined);
          expect(Object.keys(spoilt.headers).every((name) => name === name.toLowerCase())).to.equal(true);
        }),
      );
    });
  }

  it('leaves the client with what its status says, and with what can be read', () => {
    const family = (legible: boolean, status: number) =>
      bodyFamily({ name: 'odd', summary: 'odd', legible, apply: (same) => same }, status);
    expect([200, 402, 503].map((status) => family(true, status))).to.deep.equal(['legible', 'legible', 'gateway']);
    expect([200, 402, 503].map((status) => family(false, status))).to.deep.equal(['garbled', 'refusal', 'gateway']);
  });
});
