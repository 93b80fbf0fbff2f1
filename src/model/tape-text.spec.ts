import { expect } from 'chai';
import fc from 'fast-check';
import { SadpathError } from './failure.ts';
import { parseTape } from './parse-tape.ts';
import { printTape } from './print-tape.ts';
import type { Answer, Step, Tape, Track } from './tape.ts';

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_.-]{0,12}$/),
  fc.constantFrom(
    'after-commit',
    'x3',
    '×∞',
    'forever',
    'ok',
    'a b',
    'a,b|c',
    '"',
    '\\',
    'ra=1',
    'type:x',
    'a+b',
    '',
    '404',
  ),
  fc.string({ maxLength: 8 }),
);
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constant<Answer>({ kind: 'ok' }),
  fc.record({ kind: fc.constant('ok' as const), status: fc.integer({ min: 200, max: 299 }) }),
  fc.record({ kind: fc.constant('state' as const), state: name }),
  fc.record(
    {
      kind: fc.constant('error' as const),
      status: fc.integer({ min: 100, max: 599 }),
      codes: fc.array(name, { maxLength: 3 }),
      type: name,
      successes: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'status', 'codes'] },
  ),
  fc.record(
    {
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom('html', 'reset', 'cut', 'stall'),
      at: fc.nat(99_999),
      status: fc.integer({ min: 100, max: 599 }),
      text: fc.oneof(name, fc.json()),
    },
    { requiredKeys: ['kind', 'fault'] },
  ),
);
const anyStep: fc.Arbitrary<Step> = fc.record(
  {
    answer,
    as: fc.record({ fault: fc.constantFrom('bom', 'utf-16'), at: fc.nat(999) }, { requiredKeys: ['fault'] }),
    commit: fc.constantFrom('before' as const, 'after' as const, 'late' as const),
    retryAfter: name,
    headers: fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
      fc.stringMatching(/^([!-~]([ -~]{0,12}[!-~])?)?$/),
      {
        minKeys: 1,
        noNullPrototype: true,
      },
    ),
    times: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.constant('forever' as const)),
  },
  { requiredKeys: ['answer'] },
);
/** A fault has a body of its own. */
const step = anyStep.map(({ as, ...rest }): Step => (as && rest.answer.kind !== 'fault' ? { ...rest, as } : rest));
const steps = fc.array(step, { minLength: 1, maxLength: 4 });
const tape: fc.Arbitrary<Tape> = fc.uniqueArray(
  fc.oneof<fc.Arbitrary<Track>[]>(
    fc.record({ steps }),
    fc.record({ operation: name, steps: fc.array(step, { maxLength: 4 }) }),
  ),
  { maxLength: 3, selector: (track) => track.operation ?? '' },
);

describe('the text form of a tape', () => {
  it('round-trips any tape', () => {
    fc.assert(
      fc.property(tape, (value) => {
        expect(parseTape(printTape(value))).to.deep.equal(value);
      }),
    );
  });

  it('never throws anything but a SadpathError, whatever it is given', () => {
    const noise = fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9 ,|:"+=@×∞-]{0,40}$/));
    fc.assert(
      fc.property(noise, (text) => {
        try {
          const read = parseTape(text);
          expect(parseTape(printTape(read))).to.deep.equal(read);
        } catch (error) {
          expect(error).to.be.instanceOf(SadpathError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  const examples: [string, Tape][] = [
    ['', []],
    [
      'createPayment: 500 server_error after-commit, ok | getPayment: 404, state:pending ×3, state:paid',
      [
        {
          operation: 'createPayment',
          steps: [
            { answer: { kind: 'error', status: 500, codes: ['server_error'] }, commit: 'after' },
            { answer: { kind: 'ok' } },
          ],
        },
        {
          operation: 'getPayment',
          steps: [
            { answer: { kind: 'error', status: 404, codes: [] } },
            { answer: { kind: 'state', state: 'pending' }, times: 3 },
            { answer: { kind: 'state', state: 'paid' } },
          ],
        },
      ],
    ],
    [
      '429 ra=2 ×2, ok',
      [
        {
          steps: [
            { answer: { kind: 'error', status: 429, codes: [] }, retryAfter: '2', times: 2 },
            { answer: { kind: 'ok' } },
          ],
        },
      ],
    ],
    ['402 as=bom', [{ steps: [{ answer: { kind: 'error', status: 402, codes: [] }, as: { fault: 'bom' } }] }]],
    ['ok as=wrong-type@3', [{ steps: [{ answer: { kind: 'ok' }, as: { fault: 'wrong-type', at: 3 } }] }]],
    ['reset@0', [{ steps: [{ answer: { kind: 'fault', fault: 'reset', at: 0 } }] }]],
    ['html 502 x∞', [{ steps: [{ answer: { kind: 'fault', fault: 'html', status: 502 }, times: 'forever' }] }]],
    [
      'json 400 "{\\"a\\": \\"b, c\\"}" after-commit',
      [{ steps: [{ answer: { kind: 'fault', fault: 'json', status: 400, text: '{"a": "b, c"}' }, commit: 'after' }] }],
    ],
    [
      '400 invalid_line_items.amount_cents+invalid_currency with-successes after-commit',
      [
        {
          steps: [
            {
              answer: {
                kind: 'error',
                status: 400,
                codes: ['invalid_line_items.amount_cents', 'invalid_currency'],
                successes: true,
              },
              commit: 'after',
            },
          ],
        },
      ],
    ],
    [
      '429 ra="Wed, 21 Oct 2026 07:28:00 GMT"',
      [{ steps: [{ answer: { kind: 'error', status: 429, codes: [] }, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }] }],
    ],
  ];
  for (const [text, value] of examples) {
    it(`reads ${JSON.stringify(text)}`, () => expect(parseTape(text)).to.deep.equal(value));
  }

  const mistakes: [string, string][] = [
    [
      '500 server_error after-comit',
      'read the tape "500 server_error after-comit": "after-comit" does not belong there (at character 18)',
    ],
    ['ok,, ok', 'a step is empty'],
    ['500 "server', 'a quotation mark is not closed (at character 5)'],
    ['ok 404', '"404" does not belong there (at character 4)'],
    ['okay 12', '"12" does not belong there (at character 6)'],
    ['ok | 500', 'two tracks have no name'],
    ['42', '"42" is no answer (at character 1)'],
    ['json 400 []', '"[]" does not belong there (at character 10)'],
    ['500 header=x', 'x is no header (at character 12). Write header="name: value".'],
    ['500 a+', '"+" is neither a plain word nor a JSON string'],
  ];
  for (const [text, because] of mistakes) {
    it(`says where ${JSON.stringify(text)} goes wrong`, () =>
      expect(() => parseTape(text)).to.throw(SadpathError, because));
  }
});
