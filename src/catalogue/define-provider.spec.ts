import { expect } from 'chai';
import fc from 'fast-check';
import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { defineProvider, readProvider } from './define-provider.ts';
import { errorRow, sampleProvider } from './sample-provider.spec.ts';

type Keys = readonly (string | number)[];

/** A plain copy of the sample with one place set to a value; `undefined` takes it away. */
function spoiled(keys: Keys, value: unknown): unknown {
  const data: unknown = JSON.parse(JSON.stringify(sampleProvider()));
  let at: unknown = data;
  for (const key of keys.slice(0, -1)) at = Reflect.get(Object(at), key);
  const last = keys.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(Object(at), last);
  else Reflect.set(Object(at), last, value);
  return data;
}

function refusal(data: unknown): string {
  try {
    readProvider(data);
  } catch (error) {
    expect(error).to.be.instanceOf(SadpathError);
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

/** Every place of a JSON value, parents before children. */
function placesOf(value: Json, place: Keys = []): Keys[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return [...(place.length > 0 ? [place] : []), ...inner.flatMap(([key, each]) => placesOf(each, [...place, key]))];
}

describe('defineProvider', () => {
  it('takes a catalogue with every part, and equals it', () => {
    expect(defineProvider(sampleProvider())).to.deep.equal(sampleProvider());
  });

  it('fills the parts that may be left out with nothing', () => {
    const { statuses, types, results, rules, journeys, ...rest } = sampleProvider();
    const { pay, read } = rest.operations;
    if (!pay || !read) throw new Error('the sample has lost its operations');
    const { journey, reads, ...bare } = pay;
    const { errors, idempotency, volatile, ...least } = {
      ...rest,
      operations: { pay: bare },
      errors: [errorRow('unauthorized')],
    };
    const provider = defineProvider({ ...least, errors });
    expect(provider).to.deep.include({ statuses: [], types: [], results: [], rules: [], journeys: {} });
    expect(provider).to.not.have.any.keys('idempotency', 'volatile');
  });

  it('shares nothing with what it was given', () => {
    const data = sampleProvider();
    const provider = defineProvider(data);
    data.source.title = 'changed';
    expect(provider.source.title).to.equal('Errors');
  });

  it('freezes everything, and survives JSON', () => {
    const provider = defineProvider(sampleProvider());
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(provider)).to.equal(true);
    expect(readProvider(JSON.parse(JSON.stringify(provider)))).to.deep.equal(provider);
  });

  it('names provider, place, what it found and what it expected', () => {
    expect(refusal(spoiled(['errors', 2, 'expect', 'outcome', 0], 'perhaps'))).to.equal(
      'Failed to define the provider "pay-now": at errors[2].expect.outcome[0] found "perhaps", expected one of succeeded, failed, retryable, unknown, pending. Correct the catalogue there.',
    );
  });

  const shapes: [Keys, unknown, string][] = [
    [['id'], 'Pay Now', 'at id found "Pay Now", expected a lower-case name with dashes, such as pay-later'],
    [['id'], undefined, 'at id found nothing, expected a name'],
    [['title'], ' ', 'at title found " ", expected text that is not empty'],
    [['source', 'revision'], undefined, 'at source.revision found nothing, expected text'],
    [['source', 'page'], 'x', 'at source.page found "page", expected one of the keys title, revision'],
    [['colour'], 'red', 'at colour found "colour", expected one of the keys id, title, source, origin'],
    [['origin'], 'https://pay.sadpath.test/', 'expected an origin without a slash at its end'],
    [['origin'], 'https://pay.sadpath.test/v1/', 'expected an origin without a slash at its end'],
    [['credentials'], ['token'], 'at credentials found a list, expected an object'],
    [['operations'], [], 'at operations found a list, expected an object'],
    [
      ['authentication', 'scheme'],
      'digest',
      'at authentication.scheme found "digest", expected basic, bearer or headers',
    ],
    [
      ['authentication', 'username'],
      'token',
      'at authentication.username found "username", expected one of the keys scheme, error, headers',
    ],
    [['idempotency', 'replays', 0], '3xx', 'at idempotency.replays[0] found "3xx", expected one of 2xx, 4xx, 5xx'],
    [['idempotency', 'header'], undefined, 'at idempotency.header found nothing, expected text'],
    [['idempotency', 'body'], true, 'at idempotency.header found "header", expected one of the keys body, replays'],
    [
      ['idempotency'],
      { body: false, replays: [], onMismatch: 'key_used' },
      'at idempotency.body found false, expected true',
    ],
    [['operations', 'pay', 'method'], 'FETCH', 'at operations.pay.method found "FETCH", expected one of GET, POST'],
    [['operations', 'pay', 'path'], 'payments', 'expected a path that begins with /'],
    [['operations', 'pay', 'input'], 7, 'at operations.pay.input found 7, expected an object'],
    [['operations', 'pay', 'effect'], 'gift', 'expected one of session, payment, capture'],
    [['operations', 'pay', 'success', 'status'], 42, 'expected an HTTP status from 100 to 599'],
    [['statuses', 0, 'status'], 200.5, 'at statuses[0].status found 200.5, expected an HTTP status'],
    [['types', 0, 'sample'], undefined, 'at types[0].sample found nothing, expected an object'],
    [['errors', 0, 'status'], [], 'at errors[0].status found a list, expected at least one entry'],
    [['errors', 0, 'status'], [400, 400], 'expected no repeats'],
    [['errors', 0, 'summary'], undefined, 'at errors[0].summary found nothing, expected text'],
    [['errors', 0, 'operations'], 'pay', 'expected "*" for all operations, or a list of their names'],
    [['errors', 0, 'stored'], 'no', 'at errors[0].stored found "no", expected true or false'],
    [['errors', 0, 'basis', 'retry'], 'guessed', 'expected one of stated, inferred'],
    [['errors', 0, 'expect', 'retry'], [], 'expected at least one entry'],
    [['errors', 0, 'echo'], false, 'expected true, or no such key'],
    [['rules', 0, 'judged'], 'guess', 'expected one of traffic, by-hand'],
    [['rules', 0, 'name'], 'Slow Down', 'expected a lower-case name with dashes'],
    [['journeys', 'payment', 'states', 'paid', 'meaning'], 'good', 'expected one of open, happened, failed'],
    [['volatile', 0], 'sent_at', 'at volatile[0] found "sent_at", expected a JSON pointer'],
  ];
  for (const [keys, value, message] of shapes) {
    it(`refuses ${keys.join('.')} = ${JSON.stringify(value)}`, () => {
      expect(refusal(spoiled(keys, value))).to.include(message);
    });
  }

  const references: [Keys, unknown, string][] = [
    [
      ['errors', 1, 'operations', 0],
      'pray',
      'at errors[1].operations[0] found "pray", expected the name of an operation (pay, read, cancel)',
    ],
    [['statuses', 0, 'operations', 0], 'pray', 'at statuses[0].operations[0] found "pray"'],
    [['types', 0, 'operations'], ['pray'], 'at types[0].operations[0] found "pray"'],
    [['rules', 0, 'plays', 1, 'operation'], 'pray', 'at rules[0].plays[1].operation found "pray"'],
    [
      ['rules', 0, 'plays', 1, 'tape'],
      '429 ×0',
      'at rules[0].plays[1].tape found "429 ×0", expected a tape; Failed to read the tape',
    ],
    [
      ['rules', 0, 'plays'],
      undefined,
      'at rules[0].plays found nothing, expected tapes that show it, or judged: by-hand',
    ],
    [
      ['operations', 'pay', 'reads'],
      'look',
      'at operations.pay.reads found "look", expected an operation without an effect (read)',
    ],
    [['operations', 'pay', 'reads'], 'cancel', 'at operations.pay.reads found "cancel"'],
    [
      ['authentication', 'error'],
      'nope',
      'at authentication.error found "nope", expected the code of an error row (unauthorized, key_used, key_open)',
    ],
    [
      ['operations', 'read', 'missing'],
      'nope',
      'at operations.read.missing found "nope", expected the code of an error row',
    ],
    [['idempotency', 'onMismatch'], 'nope', 'at idempotency.onMismatch found "nope"'],
    [['idempotency', 'onOpen'], 'nope', 'at idempotency.onOpen found "nope"'],
    [['idempotency', 'onRepeat'], 'nope', 'at idempotency.onRepeat found "nope"'],
    [
      ['otherReadings'],
      [{ header: 'Idempotency-Key', replays: ['2xx'], onMismatch: 'nope' }],
      'at otherReadings[0].onMismatch found "nope", expected the code of an error row',
    ],
    [
      ['otherReadings'],
      [{ body: true, replays: ['2xx'], onMismatch: 'key_used' }],
      'at otherReadings[0] found "the body", expected its key in the same place as idempotency (the header ',
    ],
    [
      ['authentication', 'headers', 'x-token'],
      'secret',
      'at authentication.headers.x-token found "secret", expected the name of a credential (token)',
    ],
    [
      ['authentication'],
      { scheme: 'basic', error: 'unauthorized', username: 'token', password: 'word' },
      'at authentication.password found "word"',
    ],
    [
      ['operations', 'pay', 'journey'],
      'trip',
      'at operations.pay.journey found "trip", expected the name of a journey (payment)',
    ],
    [
      ['operations', 'read', 'given'],
      'a refund',
      'at operations.read.given found "a refund", expected the resource of a journey (a payment)',
    ],
    [
      ['operations', 'pay', 'intentField'],
      'reference',
      'at operations.pay.intentField found "reference", expected a field of input',
    ],
    [
      ['operations', 'pay', 'path'],
      '/{house}',
      'at operations.pay.path found "house", expected parameters that are fields of input (shop, order, payer)',
    ],
    [
      ['operations', 'pay', 'input', 'order'],
      '$id',
      'at operations.pay.input.order found "$id", expected one of the holes $marker, $resource',
    ],
    [['operations', 'pay', 'success', 'body', 'id'], 'x/$ide', 'at operations.pay.success.body.id found "$ide"'],
    [
      ['operations', 'cancel', 'success', 'state'],
      'gone',
      'at operations.cancel.success.state found "gone", expected a state of its journey',
    ],
    [
      ['envelope', 'error', 'code'],
      '$cod',
      'at envelope.error.code found "$cod", expected one of the holes $code, $type, $message, $parameter, $successes, $data',
    ],
    [
      ['errors', 1, 'code'],
      'unauthorized',
      'at errors[1].code found "unauthorized", expected no second row of one code',
    ],
    [['statuses', 1, 'status'], 429, 'at statuses[1].status found 429, expected no second row of one status'],
    [['rules', 1, 'name'], 'slow-down', 'at rules[1].name found "slow-down"'],
    [
      ['errors', 0, 'types', 0],
      'other_error',
      'at errors[0].types[0] found "other_error", expected one of the types request_error',
    ],
    [
      ['errors', 0, 'expect', 'category'],
      [],
      'at errors[0].expect.category found a list, expected at least one category',
    ],
    [
      ['statuses', 0, 'sample', 'code'],
      'key_open',
      'at statuses[0].sample.code found "key_open", expected a code that has no row of its own',
    ],
    [['types', 0, 'sample', 'code'], 'key_open', 'at types[0].sample.code found "key_open"'],
    [
      ['journeys', 'payment', 'initial'],
      'born',
      'at journeys.payment.initial found "born", expected a state of the journey (waiting, paid, cancelled, lost)',
    ],
    [['journeys', 'payment', 'transitions', 'paid'], ['gone'], 'at journeys.payment.transitions.paid[0] found "gone"'],
    [['journeys', 'payment', 'transitions', 'gone'], [], 'at journeys.payment.transitions.gone found "gone"'],
    [['journeys', 'refund'], sampleProvider().journeys?.payment, 'expected no second documented state of that name'],
  ];
  for (const [keys, value, message] of references) {
    it(`refuses ${keys.join('.')} = ${JSON.stringify(value)?.slice(0, 60)}`, () => {
      expect(refusal(spoiled(keys, value))).to.include(message);
    });
  }

  it('lets the intent field stand deeper in the body', () => {
    expect(refusal(spoiled(['operations', 'pay', 'intentField'], 'payer.name'))).to.equal('accepted');
    expect(refusal(spoiled(['operations', 'pay', 'intentField'], 'payer.age'))).to.include('expected a field of input');
  });

  it('refuses a second type of one name', () => {
    const types = sampleProvider().types ?? [];
    expect(refusal(spoiled(['types'], [...types, ...types]))).to.include('expected no second row of one type');
  });

  const strange: [string, unknown, string][] = [
    ['a function', () => 1, 'at title found a function, expected plain JSON'],
    ['a date', new Date(0), 'at title found an object, expected plain JSON'],
    ['NaN', Number.NaN, 'at title found NaN, expected plain JSON'],
    ['a bigint', 1n, 'at title found a bigint, expected plain JSON'],
    ['a hole in a list', Array(1), 'at title[0] found nothing, expected plain JSON'],
    [
      'a reserved key',
      JSON.parse('{"__proto__": 1}'),
      'at title found "__proto__", expected a key that JavaScript leaves free',
    ],
  ];
  for (const [name, value, message] of strange) {
    it(`refuses ${name}`, () => {
      expect(refusal({ ...sampleProvider(), title: value })).to.include(
        `Failed to define the provider "pay-now": ${message}`,
      );
    });
  }

  it('refuses what is no catalogue at all', () => {
    expect(refusal(undefined)).to.equal(
      'Failed to define the provider: found nothing, expected plain JSON. Correct the catalogue there.',
    );
    expect(refusal(null)).to.include('Failed to define the provider: found null, expected');
    expect(refusal([])).to.include('at id found nothing, expected a name');
  });

  it('refuses a cycle without an overflow of the stack', () => {
    const envelope: JsonObject = {};
    envelope.again = envelope;
    expect(refusal({ ...sampleProvider(), envelope })).to.include('found an object, expected less nesting');
  });

  it('never answers a spoiled catalogue with anything but one line, or a catalogue', () => {
    const places = placesOf(JSON.parse(JSON.stringify(sampleProvider())));
    const value = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
      fc.constantFrom('pay', '*', '$id', '$nope.x', '', '__proto__', '{x}', '\n', 400, -0, null, undefined, [], {}),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), value, (place, spoil) => {
        const message = refusal(spoiled(place, spoil));
        if (message === 'accepted') {
          const provider = readProvider(spoiled(place, spoil));
          expect(JSON.parse(JSON.stringify(provider))).to.deep.equal(provider);
        } else expect(message).to.match(/^Failed to define the provider[^\n\r]*\.$/);
      }),
      { numRuns: 600 },
    );
  });
});
