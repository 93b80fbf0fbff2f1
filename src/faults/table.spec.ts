import { expect } from 'chai';
import fc from 'fast-check';
import type { WireReply } from '../model/reply.ts';
import { faults } from './table.ts';

const reply: WireReply = { status: 201, headers: { 'content-type': 'application/json' }, body: '{"id":"1"}' };

describe('every fault', () => {
  for (const fault of Object.values(faults)) {
    it(`${fault.name}: is deterministic, leaves its input alone and changes what the client gets`, () => {
      const before = structuredClone(reply);
      fc.assert(
        fc.property(fc.constantFrom(undefined, ...fault.statuses), fc.nat(4096), (status, at) => {
          const given = { at, ...(status === undefined ? {} : { status }), ...(fault.takesText ? { text: '[]' } : {}) };
          const spoilt = fault.apply(reply, given);
          expect(reply).to.deep.equal(before);
          expect(fault.apply(reply, given)).to.deep.equal(spoilt);
          expect(spoilt).to.not.deep.equal(reply);
          expect(spoilt.status).to.be.within(200, 599);
          expect(Object.keys(spoilt.headers).every((name) => name === name.toLowerCase())).to.equal(true);
        }),
      );
    });

    it(`${fault.name}: carries the status it is asked for, where it has one of its own`, () => {
      for (const status of fault.statuses) expect(fault.apply(reply, { status }).status).to.equal(status);
    });
  }

  it('json carries the body that the tape writes out, byte for byte', () => {
    for (const text of ['', '[]', '{"id":', 'not json']) {
      expect(faults.json?.apply(reply, { status: 402, text })).to.deep.equal({
        status: 402,
        headers: { 'content-type': 'application/json' },
        body: text,
      });
    }
  });

  it('redirect leads to somebody else, and leaves nobody in doubt of whether anything was done', () => {
    for (const status of [302, 303, 307, 308]) {
      const { headers, body } = faults.redirect?.apply(reply, { status }) ?? reply;
      expect(new URL(headers.location ?? '').host).to.equal('elsewhere.sadpath.test');
      expect(body).to.equal('');
      expect(faults.redirect?.family(status)).to.equal('refusal');
    }
  });

  it('html is a page that no JSON parser takes', () => {
    const page = faults.html?.apply(reply, { status: 503 });
    expect(page?.body).to.contain('<h1>503 Service Temporarily Unavailable</h1>');
    expect(() => JSON.parse(page?.body ?? '')).to.throw(SyntaxError);
  });
});
