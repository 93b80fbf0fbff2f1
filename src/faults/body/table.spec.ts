import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import type { WireReply } from '../../model/reply.ts';
import { type BodyArguments, bodyFamily } from './body-fault.ts';
import { bodyFaults } from './table.ts';

const reply: WireReply = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"1","amount":1000,"customer":{"name":"Ada"},"lines":[{"cents":5}],"paid":true,"note":null}',
};

const known: BodyArguments = { codes: ['Ada'], success: '{"state":"paid"}' };

/** The reply with its body spoilt. */
function spoilt(name: string, given: BodyArguments = known, of: WireReply = reply): WireReply {
  const fault = bodyFaults[name];
  if (!fault) throw new Error(`there is no way to spoil a body named ${name}`);
  return fault.apply(of, given);
}

/** What a reader makes of it who takes the bytes for UTF-8. */
function read({ body, bytes }: WireReply): unknown {
  return JSON.parse(bytes ? new TextDecoder().decode(bytes) : body);
}

describe('every way to spoil a body', () => {
  for (const fault of Object.values(bodyFaults)) {
    it(`${fault.name}: is deterministic, leaves its input and the status alone, and changes what goes over the wire`, () => {
      const before = structuredClone(reply);
      fc.assert(
        fc.property(fc.option(fc.nat(20), { nil: undefined }), (at) => {
          const given = { ...known, ...(at === undefined ? {} : { at }) };
          const changed = fault.apply(reply, given);
          expect(reply).to.deep.equal(before);
          expect(isDeepStrictEqual(fault.apply(reply, given), changed)).to.equal(true);
          expect(isDeepStrictEqual(changed, reply)).to.equal(false);
          expect(changed.status).to.equal(reply.status);
          expect(changed.transport).to.equal(undefined);
          expect(Object.keys(changed.headers).every((name) => name === name.toLowerCase())).to.equal(true);
        }),
        { numRuns: ['huge', 'gzip-bomb'].includes(fault.name) ? 2 : 50 },
      );
    });
  }

  const odd = ['', 'null', '[]', '"text"', '{', '{}'];
  for (const fault of Object.values(bodyFaults)) {
    it(`${fault.name}: takes bodies that are no object, and what nobody told it`, () => {
      if (fault.name === 'gzip-bomb') return;
      for (const body of odd) expect(fault.apply({ ...reply, body }, {}).status, body).to.equal(201);
    });

    it(`${fault.name}: is legible, as the whole of the body is there`, () => {
      expect(fault.legible).to.equal(true);
    });
  }

  const whole = JSON.parse(reply.body);

  it('bom, padded, and a wrong content-type, leave the JSON as it was', () => {
    expect(JSON.parse(spoilt('bom').body.slice(1))).to.deep.equal(whole);
    expect(() => JSON.parse(spoilt('bom').body)).to.throw(SyntaxError);
    for (const name of ['padded', 'no-type', 'text-type', 'html-type', 'gzip-lying'])
      expect(read(spoilt(name)), name).to.deep.equal(whole);
    expect(spoilt('no-type').headers).to.deep.equal({});
    expect(spoilt('text-type').headers['content-type']).to.equal('text/plain');
    expect(spoilt('html-type').headers['content-type']).to.match(/^text\/html/);
  });

  it('utf-16 is UTF-16, with letters of any plane', () => {
    const body = '{"name":"Ada 🂡 é"}';
    const { bytes, headers } = spoilt('utf-16', known, { ...reply, body });
    expect(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)).to.equal(`\u{feff}${body}`);
    expect(headers['content-type']).to.equal('application/json; charset=utf-16');
  });

  it('invalid-utf-8 is JSON for a patient decoder and an error for a fatal one', () => {
    const changed = spoilt('invalid-utf-8');
    expect(read(changed)).to.deep.equal({ note: 'caf\u{fffd}', ...whole });
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(changed.bytes)).to.throw(TypeError);
    expect(JSON.parse(changed.body)).to.deep.equal(read(changed));
  });

  it('gzip is gzip, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (text) => {
        const body = JSON.stringify({ text: text.toWellFormed() });
        const { bytes, headers } = spoilt('gzip', known, { ...reply, body });
        expect(gunzipSync(bytes ?? '').toString()).to.equal(body);
        expect(headers['content-encoding']).to.equal('gzip');
      }),
    );
    expect(() => gunzipSync(spoilt('gzip-lying').body)).to.throw();
  });

  it('gzip-bomb is small until it goes off, and holds the JSON all the same', () => {
    const { bytes } = spoilt('gzip-bomb');
    expect(bytes?.length).to.be.below(350_000);
    const text = gunzipSync(bytes ?? '').toString();
    expect(text.length).to.be.above(50_000_000);
    expect(JSON.parse(text)).to.deep.equal(whole);
  });

  it('a field more is huge, deep, or no number, and all others are as they were', () => {
    for (const name of ['huge', 'deep', 'huge-numbers', 'proto-keys'])
      expect(Object.entries(Object(read(spoilt(name)))), name).to.include.deep.members(Object.entries(whole));
    const { body, padding } = spoilt('huge');
    expect(padding).to.deep.include({ byte: 'x'.charCodeAt(0), times: 50_000_000 });
    expect(body.slice(0, padding?.at)).to.equal('{"padding":"');
    expect(
      () => structuredClone(JSON.parse(spoilt('deep').body)) && JSON.stringify(JSON.parse(spoilt('deep').body)),
    ).to.throw(RangeError);
    expect(Object(read(spoilt('huge-numbers'))).numbers.slice(0, 4)).to.deep.equal([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      2 ** 63,
      2 ** 53,
    ]);
    expect(read(spoilt('huge', known, { ...reply, body: '{ }' }))).to.have.all.keys('padding');
  });

  it('proto-keys pollutes whoever merges without a thought', () => {
    const read = JSON.parse(spoilt('proto-keys').body);
    expect(Object.keys(read).slice(0, 3)).to.have.members(['__proto__', 'constructor', 'prototype']);
    const made: Record<string, unknown> = {};
    for (const key of Object.keys(read)) made[key] = read[key];
    expect(made.polluted).to.equal(true);
  });

  it('duplicate-keys means what it says last, and something else first', () => {
    const { body } = spoilt('duplicate-keys');
    expect(JSON.parse(body)).to.deep.equal(whole);
    const first = JSON.parse(`${body.slice(0, body.indexOf(JSON.stringify(whole).slice(1)) - 1)}}`);
    expect(first).to.deep.equal({
      id: 'not-1',
      amount: 1001,
      customer: { name: 'not-Ada' },
      lines: [{ cents: 6 }],
      paid: false,
      note: false,
    });
  });

  it('wrong-type changes one field after the other, on every level', () => {
    const changed = Array.from({ length: 9 }, (_, at) => JSON.parse(spoilt('wrong-type', { at }).body));
    expect(changed).to.deep.equal([
      { ...whole, id: 1 },
      { ...whole, amount: '1000' },
      { ...whole, customer: [] },
      { ...whole, customer: { name: 3 } },
      { ...whole, lines: {} },
      { ...whole, lines: [[]] },
      { ...whole, lines: [{ cents: '5' }] },
      { ...whole, paid: 'true' },
      { ...whole, note: {} },
    ]);
    expect(spoilt('wrong-type', { at: 9 })).to.deep.equal(spoilt('wrong-type', { at: 0 }));
    expect(spoilt('wrong-type', {})).to.deep.equal(spoilt('wrong-type', { at: 0 }));
  });

  it('a code is written otherwise wherever it stands, and nothing else is', () => {
    const body = '{"errors":[{"code":"bad_amount","title":"not bad_amount"},{"code":"NO_ID"}]}';
    const of = { ...reply, body };
    const codes = ['bad_amount', 'NO_ID'];
    expect(JSON.parse(spoilt('code-case', { codes }, of).body)).to.deep.equal({
      errors: [{ code: 'BAD_AMOUNT', title: 'not bad_amount' }, { code: 'no_id' }],
    });
    expect(JSON.parse(spoilt('code-space', { codes }, of).body)).to.deep.equal({
      errors: [{ code: ' bad_amount\n', title: 'not bad_amount' }, { code: ' NO_ID\n' }],
    });
  });

  it('both has what a success would have said, and of the same field what the error says', () => {
    const changed = spoilt('both', { success: '{"id":"2","state":"paid"}' });
    expect(JSON.parse(changed.body)).to.deep.equal({ state: 'paid', ...whole });
  });

  it('leaves the client with what its status says, and with what can be read', () => {
    const family = (legible: boolean, status: number) =>
      bodyFamily({ name: 'odd', summary: 'odd', legible, apply: (same) => same }, status);
    expect([200, 402, 503].map((status) => family(true, status))).to.deep.equal(['legible', 'legible', 'gateway']);
    expect([200, 402, 503].map((status) => family(false, status))).to.deep.equal(['garbled', 'refusal', 'gateway']);
  });
});
