import { expect } from 'chai';
import type { Json } from '../../model/json.ts';
import { envelopeOf } from './envelope-of-pact.ts';
import { pactV3, type Written } from './pact-writer.spec.ts';
import { readErrors } from './read-errors.ts';
import { readPact } from './read-pact.ts';
import { type PactRows, rowsOf } from './rows-of-pact.ts';

const type = [{ match: 'type' }];
const declined: Written = { status: 402, body: { code: 'declined', message: 'No money' }, description: 'a poor card' };

function made(...interactions: Written[]): PactRows & { envelope: Json; notes: string[] } {
  const errors = readErrors(readPact(pactV3(interactions), 'x.json').interactions);
  const rows = rowsOf(errors, ({ request }) => `${request.method} ${request.path}`);
  const { envelope, remarks } = envelopeOf(errors);
  const notes = [...remarks, ...rows.remarks].map(({ place, text }) => `${place.join('.')}: ${text}`);
  return { ...rows, envelope, notes };
}

const codesIn = ({ errors }: PactRows) => errors.map(({ code, status }) => `${status.join('+')} ${code}`);

describe('the rows of a pact', () => {
  it('are its errors, by their codes, and nothing of them is stated', () => {
    const { errors, statuses } = made(declined, { status: 200, body: { code: 'ok' } }, { status: 399 });
    expect(statuses).to.deep.equal([]);
    expect(errors).to.deep.equal([
      {
        code: 'declined',
        status: [402],
        message: 'No money',
        summary: 'a poor card',
        expect: { outcome: ['failed'], category: ['validation', 'malformed', 'declined'], retry: ['never'] },
        basis: { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
        operations: ['GET /'],
      },
    ]);
  });

  it('are one for one code, with all its operations, statuses and descriptions', () => {
    const { errors, notes } = made(
      { ...declined, path: '/b' },
      { ...declined, path: '/a', description: 'a blocked card' },
      { ...declined, path: '/c', status: 400, description: '' },
      { ...declined, path: '/c', status: 500, description: '' },
    );
    expect(errors).to.have.lengthOf(1);
    expect(errors[0]).to.deep.include({
      status: [402, 400, 500],
      operations: ['GET /a', 'GET /b', 'GET /c'],
      summary: 'a blocked card; a poor card',
    });
    expect(errors[0]?.expect.outcome).to.deep.equal(['failed', 'unknown', 'retryable', 'pending']);
    expect(notes).to.include('errors.0.code: Under several statuses: what any of them allows is accepted.');
  });

  it('are in the order of their statuses and codes', () => {
    const rows = made(
      { status: 500, body: { code: 'a' } },
      { status: 400, body: { code: 'c' } },
      { status: 400, body: { code: 'b' } },
      { status: 503, path: '/a' },
      { status: 409, path: '/b' },
    );
    expect(codesIn(rows)).to.deep.equal(['400 b', '400 c', '500 a']);
    expect(rows.statuses.map(({ status }) => status)).to.deep.equal([409, 503]);
  });

  const places: [string, Json, string[], Json][] = [
    ['code', { code: 'a' }, ['a'], { code: '$code' }],
    ['error_code', { error_code: 'a' }, ['a'], { error_code: '$code' }],
    ['errorCode, deep', { fault: { errorCode: 'a' } }, ['a'], { fault: { errorCode: '$code' } }],
    ['error', { error: 'a', error_description: 'b c' }, ['a'], { error: '$code', error_description: '$message' }],
    [
      'type',
      { type: 'https://e.example/a', title: 'b c' },
      ['https://e.example/a'],
      { type: '$code', title: '$message' },
    ],
    [
      'the code, and not the type',
      { error: { type: 't', code: 'a' } },
      ['a'],
      { error: { type: '$type', code: '$code' } },
    ],
    [
      'the code, and not the word error',
      { type: 'error', error: { type: 'a' } },
      ['a'],
      { type: '$type', error: { type: '$code' } },
    ],
    ['a list', { errors: [{ code: 'a' }, { code: 'b' }] }, ['a', 'b'], { errors: [{ code: '$code' }] }],
    ['a body that is a list', [{ code: 'a', field: 'f' }], ['a'], [{ code: '$code', field: '$parameter' }]],
    ['a list of messages', { code: 'a', message: ['B c', 'D e'] }, ['a'], { code: '$code', message: ['$message'] }],
    ['a list of literals', { code: 'a', see: ['B', 'D e'] }, ['a'], { code: '$code', see: ['B', 'D e'] }],
    ['no sentence but in a code', { error: 'Not found' }, [], { error: '$message' }],
    ['a sentence in a code', { code: 'Not found' }, ['Not found'], { code: '$code' }],
    ['the status, and not the code', { code: 400, error: 'a' }, ['a'], { code: '$status', error: '$code' }],
    ['the status as text, and not the code', { code: '400', error: 'a' }, ['a'], { code: '$status', error: '$code' }],
    ['the status as text', { status: '400', code: 'a' }, ['a'], { status: '$status', code: '$code' }],
    ['a number', { code: 1007 }, ['1007'], { code: '$code' }],
    ['no problem of no type', { type: 'about:blank', status: 400 }, [], { type: 'about:blank', status: '$status' }],
    [
      'literals as they are',
      { ok: false, n: 7, x: null, l: [], s: 'id-7', code: 'a' },
      ['a'],
      { ok: false, n: 7, x: null, l: [], s: 'id-7', code: '$code' },
    ],
    ['no hole of its own', { code: 'a', hint: 'use $currency' }, ['a'], { code: '$code', hint: 'use $ currency' }],
    [
      'no key that is refused',
      JSON.parse('{"code":"a","__proto__":1,"constructor":1,"a?":1}'),
      ['a'],
      { code: '$code' },
    ],
  ];
  for (const [what, body, codes, envelope] of places) {
    it(`find ${what}: ${JSON.stringify(body)}`, () => {
      const rows = made({ status: 400, body });
      expect(rows.errors.map(({ code }) => code)).to.deep.equal(codes);
      expect(rows.envelope).to.deep.equal(envelope);
      if (codes.length === 0) expect(rows.statuses.map(({ status }) => status)).to.deep.equal([400]);
    });
  }

  it('have a type beside their code, the message beside it, and the field that it is about', () => {
    const body = {
      message: 'Several things are wrong',
      errors: [
        { code: 'a', type: 't', message: 'First', source: { pointer: '/x' } },
        { code: 'b', type: 'u', message: 'Second' },
      ],
    };
    const { errors } = made({ status: 422, body });
    expect(errors.map(({ code, types, message, parameter }) => [code, types, message, parameter])).to.deep.equal([
      ['a', ['t'], 'First', '/x'],
      ['b', ['u'], 'Second', '/x'],
    ]);
  });

  it('come without a code where the pact leaves it open: its example stands for one that no document lists', () => {
    const { errors, statuses, envelope } = made(
      { status: 400, body: { code: 'any', message: 'Some words' }, rules: { $: type }, description: 'whatever' },
      declined,
    );
    expect(codesIn({ errors, statuses, remarks: [] })).to.deep.equal(['402 declined']);
    expect(statuses).to.have.lengthOf(1);
    expect(statuses[0]).to.deep.include({ status: 400, summary: 'whatever' });
    expect(statuses[0]?.sample?.code).to.equal('any');
    expect(statuses[0]?.expect.category).to.deep.equal(['validation', 'malformed']);
    expect(envelope).to.deep.equal({ code: '$code', message: '$message' });
  });

  it('are by the code that is pinned, where one of a surer name is open', () => {
    const body = { code: 'x', error: 'a' };
    const { errors, envelope } = made({ status: 400, body, rules: { '$.code': type } });
    expect(errors.map(({ code }) => code)).to.deep.equal(['a']);
    expect(envelope).to.deep.equal({ code: 'x', error: '$code' });
  });

  it('have the type that stands beside most codes, and none that is open', () => {
    const { envelope } = made(
      { status: 400, body: { code: 'a', category: 'c', kind: 'k' } },
      { status: 400, body: { code: 'b', kind: 'l' } },
    );
    expect(envelope).to.deep.equal({ code: '$code', 'category?': 'c', kind: '$type' });
    const open = made({ status: 400, body: { code: 'a', kind: 'k' }, rules: { '$.kind': type } });
    expect(open.envelope).to.deep.equal({ code: '$code', kind: 'k' });
    expect(open.errors[0]).to.not.have.property('types');
  });

  it('never have the status as the sample of a code', () => {
    const { statuses } = made({ status: 400, body: { code: 'a' } }, { status: 404, body: { code: '404' } });
    expect(statuses.map(({ sample }) => sample?.code)).to.deep.equal(['undocumented_404']);
  });

  it('never have the code of a row as the sample of another', () => {
    const { statuses } = made(declined, { ...declined, status: 400, rules: { '$.code': type } });
    expect(statuses[0]?.sample?.code).to.equal('undocumented_400');
    const hostile = made({ status: 400, body: { code: 'undocumented_400' } }, { status: 400 });
    expect(hostile.statuses[0]?.sample?.code).to.equal('undocumented_400_');
  });

  describe('play open what the pact leaves open', () => {
    it('the words of a message, by others', () => {
      const { errors, notes } = made({ ...declined, rules: { '$.message': type } });
      expect(errors[0]?.message).to.not.contain('No money');
      expect(errors[0]?.message).to.contain('declined');
      expect(notes).to.deep.equal(['errors.0.message: In the pact, of any wording: "No money"']);
    });

    it('but not those that it pins, or that only one of two leaves open', () => {
      expect(made({ ...declined, rules: { '$.message': [{ match: 'equality' }] } }).errors[0]?.message).to.equal(
        'No money',
      );
      const both = made(declined, { ...declined, path: '/b', rules: { '$.message': type } });
      expect(both.errors[0]?.message).to.equal('No money');
      expect(both.notes).to.deep.equal([]);
    });

    it('a message by any name: what is open and a sentence', () => {
      const { errors, envelope } = made({
        status: 400,
        body: { code: 'a', explanation: 'Far too much' },
        rules: { '$.explanation': type },
      });
      expect(errors[0]?.message).to.not.contain('Far too much');
      expect(envelope).to.deep.equal({ code: '$code', explanation: '$message' });
    });

    it('a field that some examples do not have', () => {
      const { envelope } = made(
        { ...declined, body: { error: { code: 'a', message: 'A b', field: 'f' } } },
        { ...declined, body: { error: { code: 'b', message: 'A b' }, trace: 't' } },
      );
      expect(envelope).to.deep.equal({
        error: { code: '$code', message: '$message', 'field?': '$parameter' },
        'trace?': 't',
      });
    });

    it('but shows nothing by halves: a field that is always there in what may be missing stays as it is', () => {
      const details = [{ field: 'amount', issue: 'low' }];
      const { envelope } = made({ status: 422, body: { code: 'a', details } }, { status: 400, body: { code: 'b' } });
      expect(envelope).to.deep.equal({ code: '$code', 'details?': details });
      const always = made({ status: 422, body: { code: 'a', details } }).envelope;
      expect(always).to.deep.equal({ code: '$code', details: [{ field: '$parameter', issue: 'low' }] });
    });

    it('a field that may be null, or an empty list', () => {
      const body = { code: 'a', hint: 'x', details: [{ issue: 'i' }], other: 'y' };
      const rules = { '$.hint': [{ match: 'type' }, { match: 'null' }], '$.details': [{ match: 'type', min: 0 }] };
      const { envelope, notes } = made({ status: 400, body, rules });
      expect(envelope).to.deep.equal({ code: '$code', 'hint?': 'x', 'details?': [{ issue: 'i' }], other: 'y' });
      expect(notes).to.have.lengthOf(2);
      expect(
        made({ status: 400, body: { code: 'a', x: null } }, { status: 400, body: { code: 'b', x: 1 } }).envelope,
      ).to.deep.equal({ code: '$code', 'x?': 1 });
    });

    it('each code that a regular expression lists', () => {
      const rows = made({ ...declined, rules: { '$.code': [{ match: 'regex', regex: '^(declined|expired)$' }] } });
      expect(codesIn(rows)).to.deep.equal(['402 declined', '402 expired']);
    });

    it('and says so of any other regular expression', () => {
      const rows = made({ ...declined, rules: { '$.code': [{ match: 'regex', regex: '^[a-z]+$' }] } });
      expect(codesIn(rows)).to.deep.equal(['402 declined']);
      expect(rows.notes).to.deep.equal(['errors.0.code: In the pact: any code like /^[a-z]+$/; this is its example.']);
    });
  });

  it('say what a catalogue cannot hold: numbers as codes, values that differ, bodies of several kinds', () => {
    expect(made({ status: 400, body: { code: 7 } }).notes).to.deep.equal([
      'errors.0.code: A number in the pact; a catalogue plays codes as text.',
    ]);
    const { notes, envelope } = made(
      { status: 400, body: { code: 'a', level: 'high', data: { a: 1 } } },
      { status: 400, body: { code: 'b', level: 'low', data: 'x' } },
      { status: 400, body: { code: 'c', level: 'low', data: 'x' } },
    );
    expect(envelope).to.deep.equal({ code: '$code', level: 'low', data: 'x' });
    expect(notes).to.deep.equal([
      'envelope.level: Each row shows this. In the pact it is also "high".',
      'envelope.data: In other examples of the pact this is an object.',
    ]);
    const regex = {
      status: 400,
      body: { code: 'a', trace: 't-1' },
      rules: { '$.trace': [{ match: 'regex', regex: '^t-' }] },
    };
    expect(made(regex).notes).to.deep.equal(['envelope.trace: In the pact: anything like /^t-/.']);
    expect(made({ status: 400 })).to.deep.include({ envelope: {} });
  });
});
