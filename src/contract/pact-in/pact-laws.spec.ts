import { expect } from 'chai';
import fc from 'fast-check';
import { defineProvider } from '../../catalogue/define-provider.ts';
import { renderEnvelope } from '../../catalogue/envelope.ts';
import { SadpathError } from '../../model/failure.ts';
import type { Json } from '../../model/json.ts';
import { catalogueOf } from './catalogue-of-pact.ts';
import { evaluated } from './evaluated.spec.ts';
import { moduleOfPact } from './module-of-pact.ts';
import { pactV3, pactV4, type Written } from './pact-writer.spec.ts';
import { readPact } from './read-pact.ts';

/** A small catalogue: some operations, an envelope, and codes with their status and the operations that meet them. */
interface Small {
  operations: [method: string, path: string][];
  envelope: Json;
  codes: { code: string; status: number; operations: number[]; message: string; description: string; open: boolean }[];
}

const operations: [string, string][] = [
  ['POST', '/v1/payments'],
  ['GET', '/v1/payments/17'],
  ['POST', '/v1/payments/17/refunds'],
  ['DELETE', '/v1/mandates/9'],
  ['GET', '/v1/balance'],
];

const envelopes: Json[] = [
  { code: '$code', message: '$message' },
  { error: { code: '$code', message: '$message' } },
  { errors: [{ code: '$code', detail: '$message' }], status: 'failed' },
  [{ error_code: '$code', title: '$message' }],
  { fault: { reason: { errorCode: '$code' }, text: '$message' }, 'timestamp?': '2030-01-01' },
];

const hostile = [
  '__proto__',
  '`',
  '*/',
  '${process.exit()}',
  "'",
  '\\',
  '\n',
  '\u2028',
  '$code',
  '$id',
  '//',
  '\u202e',
  '});',
];

const text = fc
  .array(fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom(...hostile)), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''))
  .filter((each) => /\S/.test(each));

const small: fc.Arbitrary<Small> = fc.record({
  operations: fc.constant(operations),
  envelope: fc.constantFrom(...envelopes),
  codes: fc.uniqueArray(
    fc.record({
      code: text.filter((each) => !/^\d{3}$/.test(each)),
      status: fc.constantFrom(400, 401, 402, 404, 409, 418, 422, 429, 500, 503),
      operations: fc.uniqueArray(fc.nat(operations.length - 1), { minLength: 1 }),
      message: text,
      description: text,
      open: fc.boolean(),
    }),
    { selector: ({ code }) => code, minLength: 1, maxLength: 6 },
  ),
});

/** The replies of a catalogue as a contract test would have written them down. */
function interactionsOf({ envelope, codes }: Small): Written[] {
  const successes = operations.map(([method, path]): Written => ({ method, path, status: 200, body: { id: '17' } }));
  const errors = codes.flatMap(({ code, status, message, description, open, operations: own }) =>
    own.map((at): Written => {
      const [method = 'GET', path = '/'] = operations[at] ?? [];
      const body = renderEnvelope(envelope, { errors: [{ code, message }] }, 'full');
      const fields = ['message', 'error.message', 'errors[*].detail', 'fault.text'].map((each) => `$.${each}`);
      const rules = open ? Object.fromEntries(fields.map((field) => [field, [{ match: 'type' }]])) : {};
      return { method, path, status, body, description, rules };
    }),
  );
  return [...successes, ...errors];
}

/** What has to come back: code, statuses, and the operations as their methods and paths. */
function wanted({ codes }: Small) {
  return codes
    .map(({ code, status, operations: own }) => [code, [status], own.map((at) => operations[at]?.join(' ')).sort()])
    .sort(byText);
}

function cameBack(pact: string) {
  const provider = defineProvider(catalogueOf(readPact(pact, 'x.json'), 'x.json').data);
  const whereOf = (name: string) => {
    const { method = '', path = '' } = provider.operations[name] ?? {};
    return `${method} ${path.replace(/\/payments\/\{\w+\}/, '/payments/17').replace(/\{\w+\}/, '9')}`;
  };
  return provider.errors
    .map(({ code, status, operations: own }) => [code, status, own === '*' ? [] : own.map(whereOf).sort()])
    .sort(byText);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe('a pact that becomes a catalogue', () => {
  for (const [version, write] of [
    ['3', pactV3],
    ['4', pactV4],
  ] as const) {
    it(`of version ${version} brings the codes, statuses and operations back that it was written of`, () => {
      fc.assert(
        fc.property(small, (catalogue) => {
          expect(cameBack(write(interactionsOf(catalogue)))).to.deep.equal(wanted(catalogue));
        }),
      );
    });
  }

  it('is the same to the byte in whatever order its interactions stand', () => {
    const shuffled = small.chain((catalogue) => {
      const interactions = interactionsOf(catalogue);
      return fc.tuple(fc.constant(interactions), fc.shuffledSubarray(interactions, { minLength: interactions.length }));
    });
    const sourceOf = (interactions: Written[]) =>
      moduleOfPact(readPact(pactV3(interactions), 'x.json'), 'x.json').source;
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(sourceOf(other)).to.equal(sourceOf(one));
      }),
      { numRuns: 50 },
    );
  });

  it('is one expression that means its data, whatever its texts hold', () => {
    fc.assert(
      fc.property(small, text, text, (catalogue, consumer, provider) => {
        const pact = readPact(pactV4(interactionsOf(catalogue), { consumer, provider }), 'x.json');
        const { source = '' } = moduleOfPact(pact, 'x.json');
        const same: unknown = JSON.parse(JSON.stringify(catalogueOf(pact, 'x.json').data));
        expect(evaluated(source, { defineProvider: (data: unknown) => data })).to.deep.equal(same);
        expect(source).to.not.match(/[\u2028\u2029\u202e\0]/);
      }),
    );
  });

  it('is one that sadpath takes, whatever its bodies, paths and rules are', () => {
    const key = fc.oneof(
      text,
      fc.constantFrom('code', 'error', 'message', 'status', 'id', 'order_id', 'constructor', 'a?'),
    );
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'json' },
        text,
        fc.constantFrom(null, true, 7, 400, '17', ''),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(key, tie('json'), { maxKeys: 4 }),
      ),
    }));
    const matcher = fc.constantFrom(
      { match: 'type' },
      { match: 'type', min: 0 },
      { match: 'null' },
      { match: 'regex', regex: '^(a|b)$' },
      { match: 'regex', regex: '(((' },
    );
    const interaction: fc.Arbitrary<Written> = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
      path: fc
        .array(fc.oneof(text, fc.constantFrom('payments', '17', 'pay_1')), { maxLength: 4 })
        .map((parts) => `/${parts.join('/')}`),
      pathRegex: fc.constantFrom('.*', '(', '/payments/\\d+', '^\\/[a-z]+\\/[0-9]+$'),
      headers: fc.dictionary(fc.constantFrom('Authorization', 'Idempotency-Key', 'X-Api-Key', '__proto__'), text),
      sent: json,
      status: fc.constantFrom(200, 201, 204, 302, 400, 404, 418, 500),
      body: json,
      rules: fc.dictionary(
        fc.constantFrom('$', '$.code', '$.error', '$.error.message', '$[*]', '$..', '$.*'),
        fc.array(matcher, { maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(interaction, { maxLength: 5 }), text, (interactions, provider) => {
        const bad: Written = { path: '/bad', status: 400, body: { code: 'bad' } };
        for (const write of [pactV3, pactV4]) {
          const { data } = catalogueOf(readPact(write([...interactions, bad], { provider }), 'x.json'), 'x.json');
          expect(() => defineProvider(data)).to.not.throw();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is refused in one line where any part of it is anything else', () => {
    const anything = fc.oneof(
      fc.constantFrom<Json>(null, '', 'x', 7, -1, [], {}, [null], { match: 'type' }),
      fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value))),
    );
    const whole = [
      {
        method: 'POST',
        path: '/a/1',
        pathRegex: '/a/.*',
        query: { q: '1' },
        headers: { h: 'v' },
        sent: { id: 'i' },
        body: { id: 'a' },
      },
      {
        path: '/a/1',
        status: 404,
        body: { errors: [{ code: 'x', message: 'A b' }] },
        rules: { '$.errors[*].code': [{ match: 'regex', regex: 'x|y' }] },
      },
    ];
    fc.assert(
      fc.property(fc.constantFrom(pactV3, pactV4), fc.nat(), anything, (write, at, value) => {
        const pact: Json = JSON.parse(write(whole));
        const places = placesIn(pact);
        const text = JSON.stringify(withValue(pact, places[at % places.length] ?? [], value));
        try {
          moduleOfPact(readPact(text, 'x.json'), 'x.json');
        } catch (error) {
          expect(error, String(error)).to.be.instanceOf(SadpathError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Every place of a value, its own the first. */
function placesIn(value: Json, above: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [above];
  return [above, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...above, key]))];
}

/** The value with another one at one place. */
function withValue(value: Json, [key, ...rest]: string[], other: Json): Json {
  if (key === undefined || typeof value !== 'object' || value === null) return other;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === key ? withValue(inner, rest, other) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner ?? null) : Object.fromEntries(entries);
}
