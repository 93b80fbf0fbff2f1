import { expect } from 'chai';
import { SadpathError } from '../../model/failure.ts';
import type { Json } from '../../model/json.ts';
import { pactV3, pactV4, type Written } from './pact-writer.spec.ts';
import { readPact } from './read-pact.ts';

const error: Written = {
  description: 'a card that is declined',
  method: 'POST',
  path: '/charges/17',
  pathRegex: '^/charges/\\d+$',
  query: { a: '1', b: 'x y' },
  headers: { 'X-Api-Key': 'k' },
  sent: { amount: 1 },
  status: 402,
  contentType: 'application/problem+json; charset=utf-8',
  body: { code: 'declined', message: 'No' },
  rules: { '$.message': [{ match: 'type' }] },
};
const pact = (more: object, interactions: Json = []): string =>
  JSON.stringify({ interactions, metadata: { pactSpecification: { version: '3.0.0' } }, ...more });
const read = (text: string) => readPact(text, 'x.json');

describe('reading a pact', () => {
  it('of version 3 and of version 4 gives the same', () => {
    const three = read(pactV3([error, { path: '/a' }]));
    expect(three.interactions[1]).to.deep.equal({
      description: 'a card that is declined',
      request: {
        method: 'POST',
        path: '/charges/17',
        pathMatchers: [{ match: 'regex', regex: '^/charges/\\d+$' }],
        query: { a: '1', b: 'x y' },
        headers: { 'x-api-key': 'k' },
        body: { amount: 1 },
        rules: [],
      },
      response: {
        statuses: [402],
        contentType: 'application/problem+json',
        body: { code: 'declined', message: 'No' },
        rules: [{ keys: ['message'], matchers: [{ match: 'type' }] }],
      },
    });
    expect(read(pactV4([error])).interactions).to.deep.equal(three.interactions.slice(1));
  });

  it('of version 2 takes its rules by path', () => {
    const old = {
      description: 'it',
      providerState: 'some state',
      request: {
        method: 'get',
        path: '/a/1',
        query: 'q=1&r=x%20y',
        matchingRules: { '$.path': { match: 'regex', regex: '/a/\\d' }, '$.headers.X': { match: 'type' } },
      },
      response: {
        status: 404,
        body: { errors: [{ code: 'a' }] },
        matchingRules: {
          '$.body.errors': { min: 1 },
          '$.body.errors[*].code': { regex: 'a|b' },
          '$.body': { match: 'type' },
        },
      },
    };
    const { interactions } = read(pact({ metadata: { 'pact-specification': { version: '2.0.0' } } }, [old]));
    expect(interactions[0]?.request).to.deep.include({
      method: 'GET',
      pathMatchers: [{ match: 'regex', regex: '/a/\\d' }],
      query: { q: '1', r: 'x y' },
    });
    expect(interactions[0]?.response.rules).to.deep.equal([
      { keys: ['errors'], matchers: [{ match: 'type', min: 1 }] },
      { keys: ['errors', '*', 'code'], matchers: [{ match: 'regex', regex: 'a|b' }] },
      { keys: [], matchers: [{ match: 'type' }] },
    ]);
  });

  it('is the same in any order, and with a byte order mark', () => {
    const several = [
      error,
      { path: '/b' },
      { path: '/b', method: 'POST' },
      { path: '/b', status: 404 },
      { path: '/a' },
    ];
    const { interactions } = read(`\uFEFF${pactV3(several)}`);
    expect(interactions).to.have.lengthOf(5);
    expect(read(pactV3(several.toReversed())).interactions).to.deep.equal(interactions);
  });

  it('takes the path without what may stand behind it', () => {
    expect(read(pactV3([{ path: '/a/b?c=1#d' }])).interactions[0]?.request.path).to.equal('/a/b');
  });

  it('counts what is no HTTP exchange, or of a method that no catalogue knows', () => {
    const text = pact({ metadata: { pactSpecification: { version: '4.0' } } }, [
      { type: 'Asynchronous/Messages', contents: {} },
      { type: 'Synchronous/HTTP', request: { method: 'HEAD' }, response: {} },
      { type: 'Synchronous/HTTP', request: { method: 'post' }, response: { status: 500 } },
    ]);
    expect(read(text).skipped).to.deep.equal({ 'Asynchronous/Messages': 1, HEAD: 1 });
    expect(read(text).interactions).to.have.lengthOf(1);
    expect(read(pact({ interactions: undefined, messages: [{}, {}] })).skipped).to.deep.equal({ Message: 2 });
  });

  it('takes the statuses that a matcher lists', () => {
    const statusRule = (status: Json) =>
      pact({ metadata: { pactSpecification: { version: '4.0' } } }, [
        {
          response: { status: 500, matchingRules: { status: { matchers: [{ match: 'statusCode', status }] } } },
          request: {},
        },
      ]);
    expect(read(statusRule([502, 500, 503, 'x', 7])).interactions[0]?.response.statuses).to.deep.equal([500, 502, 503]);
    expect(read(statusRule('serverError')).interactions[0]?.response.statuses).to.deep.equal([500]);
  });

  const bodies: [string, Json, string, Json | undefined][] = [
    ['JSON that stands there as text', '{"a":1}', 'application/json', { a: 1 }],
    ['a form', 'a=1&b=x+y', 'application/x-www-form-urlencoded', { a: '1', b: 'x y' }],
    ['any other text', 'Not found', 'text/plain', undefined],
    ['a number that stands there as text', '17', 'text/plain', undefined],
    ['null', null, 'application/json', undefined],
  ];
  for (const [what, body, contentType, expected] of bodies) {
    it(`reads of ${what} what is data`, () => {
      const of = (text: string) => read(text).interactions[0]?.response.body;
      expect(of(pactV3([{ body, contentType }]))).to.deep.equal(expected);
      const four = { content: body, contentType, encoded: false };
      const text = pact({ metadata: { pactSpecification: { version: '4.0' } } }, [
        { request: {}, response: { body: four } },
      ]);
      expect(of(text)).to.deep.equal(expected);
    });
  }

  it('sees that a body is encoded, and does not read it', () => {
    const encoded = { content: 'e30=', contentType: 'application/json', encoded: 'base64' };
    const text = pact({ metadata: { pactSpecification: { version: '4.0' } } }, [
      { request: { body: encoded }, response: { status: 500, body: { ...encoded, encoded: true } } },
    ]);
    const [one] = read(text).interactions;
    expect(one?.response).to.include({ encoded: 'base64' }).and.not.have.property('body');
    expect(one?.request).to.not.have.property('body');
  });

  const deep = `${'['.repeat(60)}${']'.repeat(60)}`;
  const mistakes: [string, string, string][] = [
    ['no JSON', '{', 'it is not JSON'],
    ['no object', '[]', 'it is no JSON object'],
    ['an OpenAPI document', '{"openapi":"3.1.0"}', 'it is an OpenAPI document, and no pact'],
    ['no interactions', '{"a":1}', 'it is no pact, for it has no list of interactions'],
    ['no version', '{"interactions":[]}', 'it does not say which version of the specification'],
    [
      'an unknown version',
      pact({ metadata: { pactSpecification: { version: '5.0' } } }),
      'it is written in version 5.0',
    ],
    ['a version of words', pact({ metadata: { pactSpecification: { version: {} } } }), 'it is written in version {}'],
    ['an interaction that is none', pact({}, [7]), 'at interactions[0] found 7'],
    ['an interaction without a response', pact({}, [{ request: {} }]), 'in interactions[0] at response found nothing'],
    [
      'a status that is none',
      pact({}, [{ request: {}, response: { status: 99 } }]),
      'in interactions[0] at response.status',
    ],
    ['a body without end', pactV3([{ body: JSON.parse(deep) }]), 'in interactions[0] the body is nested more than 40'],
    [
      'a body of version 4 that is none',
      pact({ metadata: { pactSpecification: { version: '4' } } }, [{ request: {}, response: { body: 'x' } }]),
      'in interactions[0] body: found "x"',
    ],
  ];
  for (const [what, text, message] of mistakes) {
    it(`refuses ${what}, in one line`, () => {
      expect(() => read(text))
        .to.throw(SadpathError, message)
        .with.property('message')
        .that.matches(/^Failed to read the pact x\.json: [^\n]+\. Pass a pact file of version 2, 3 or 4\.$/);
    });
  }
});
