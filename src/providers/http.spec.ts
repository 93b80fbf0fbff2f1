import { expect } from 'chai';
import { renderEnvelope } from '../catalogue/envelope.ts';
import { extend } from '../catalogue/extend.ts';
import { leavesInDoubt } from '../catalogue/leaves-in-doubt.ts';
import { keyHeaderOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import type { OperationFacts } from '../model/case.ts';
import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { severityOf } from '../model/requirement.ts';
import { journeyFacts } from '../scenarios/journey-facts.ts';
import { matrix } from '../scenarios/matrix.ts';
import { webhookFacts } from '../scenarios/webhook-facts.ts';
import { wireId } from '../scenarios/wire-fact.ts';
import { wireFacts } from '../scenarios/wire-facts.ts';
import { createSimulator } from '../simulator/simulator.ts';
import { http } from './http.ts';

// Copied from the RFCs, not from the catalogue: status, reason phrase, whether it may have happened, the kind it names first.
const table: [status: number, title: string, certain: 'refused' | 'in doubt', category: string][] = [
  [400, 'Bad Request', 'refused', 'validation'],
  [401, 'Unauthorized', 'refused', 'authentication'],
  [403, 'Forbidden', 'refused', 'permission'],
  [404, 'Not Found', 'refused', 'not_found'],
  [405, 'Method Not Allowed', 'refused', 'validation'],
  [408, 'Request Timeout', 'refused', 'timeout'],
  [409, 'Conflict', 'refused', 'conflict'],
  [410, 'Gone', 'refused', 'not_found'],
  [413, 'Content Too Large', 'refused', 'validation'],
  [415, 'Unsupported Media Type', 'refused', 'validation'],
  [422, 'Unprocessable Content', 'refused', 'validation'],
  [425, 'Too Early', 'refused', 'unavailable'],
  [429, 'Too Many Requests', 'refused', 'rate_limit'],
  [500, 'Internal Server Error', 'in doubt', 'internal'],
  [501, 'Not Implemented', 'refused', 'internal'],
  [502, 'Bad Gateway', 'in doubt', 'unavailable'],
  [503, 'Service Unavailable', 'in doubt', 'unavailable'],
  [504, 'Gateway Timeout', 'in doubt', 'timeout'],
];

const rows = requirementsOf(http);
const row = (id: string) => {
  const found = rows.find((each) => each.id === `http/${id}`);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

function matrixOf(provider: Provider) {
  const operations = Object.entries(provider.operations).map(
    ([name, { effect }]): OperationFacts => ({
      name,
      main: name,
      uses: [name],
      reads: effect === undefined ? [name] : [],
      ...(effect === undefined ? {} : { effect, keyHeader: 'idempotency-key' }),
      success: ['succeeded'],
      volatile: [],
    }),
  );
  return matrix({ client: 'c', provider, operations, off: [] });
}
const whole = matrixOf(http);

function sender(provider: Provider, tape = '') {
  const sim = createSimulator({
    provider,
    tape: parseTape(tape),
    main: 'create',
    surface: 'full',
    intents: [{ id: 'i1', marker: 'order-1', key: 'key-1' }],
    now: () => 0,
  });
  let exchange = 0;
  const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    exchange++;
    const { wire, reply } = sim.answer(
      {
        method,
        url: provider.origin + path,
        headers: { authorization: 'Bearer token_sadpath', ...headers },
        body: body ? JSON.stringify(body) : '',
      },
      exchange,
    );
    sim.closed(exchange);
    return { wire, reply, body: JSON.parse(String(wire.body)) };
  };
  return { sim, send };
}

/** What is played only to a client that waits for something, or takes events. */
const forWaits = Object.fromEntries([...journeyFacts, ...webhookFacts].map((fact) => [wireId(fact), fact.unmet]));

/** What is played only with codes: plain HTTP has none. */
const forCodes = Object.fromEntries(
  wireFacts
    .filter(({ name }) => ['calls-refused', 'code-other', 'status-2xx-error', 'status-4xx-other'].includes(name))
    .map((fact) => [wireId(fact), fact.unmet]),
);

describe('http', () => {
  it('has the statuses of the RFCs, each with its reason phrase, its certainty and its kind', () => {
    const found = http.statuses.map(({ status, sample, expect: accepted }) => [
      status,
      sample?.message,
      leavesInDoubt(accepted) ? 'in doubt' : 'refused',
      accepted.category[0],
    ]);
    expect(found).to.deep.equal(table);
  });

  it('has no code of its own but the one that the simulator needs, and it is nobody’s duty', () => {
    expect(http.errors.map(({ code }) => code)).to.deep.equal(['idempotency_key_reused']);
    for (const { id } of rows.filter(({ kind }) => kind === 'errors')) {
      for (const part of ['outcome', 'category', 'retry'] as const)
        expect(severityOf(row(id.replace('http/', '')), part), id).to.equal('should');
    }
  });

  it('says in its own words what each row is about', () => {
    for (const { id, summary } of rows) expect(summary, id).to.match(/^(A|[A-Z45]).{10,}\.$/);
  });

  it('obliges nobody to send anything again, or not to: the RFCs say SHOULD and MAY', () => {
    for (const { status, basis } of http.statuses)
      expect([basis.status, basis.retry], String(status)).to.deep.equal(['stated', 'inferred']);
  });

  it('makes a must of what a refusal says, and a should of what a server error leaves open', () => {
    for (const status of [400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 425, 501])
      expect(severityOf(row(`statuses/${status}`), 'outcome'), String(status)).to.equal('must');
    for (const status of [429, 500, 502, 503, 504])
      expect(severityOf(row(`statuses/${status}`), 'outcome'), String(status)).to.equal('should');
  });

  it('lets a refusal be repeated only where time, credentials or another key can help', () => {
    const retried = http.statuses.filter(({ expect: { retry } }) => retry.some((rule) => rule !== 'never'));
    expect(retried.map(({ status }) => status)).to.deep.equal([
      401, 403, 404, 408, 409, 413, 425, 429, 500, 501, 502, 503, 504,
    ]);
    for (const { status, expect: accepted } of http.statuses)
      expect(accepted.retry, String(status)).to.include('never');
    for (const status of [401, 403])
      expect(row(`statuses/${status}`).expect?.retry).to.deep.equal(['never', 'after-refresh']);
  });

  it('shows a problem that says no more than its status', () => {
    for (const { status } of http.statuses)
      expect(rowOf(http, { status, codes: ['about:blank'] })?.id).to.equal(`http/statuses/${status}`);
    const errors = [{ code: 'about:blank', message: 'Conflict' }];
    const problem = { type: 'about:blank', title: 'Conflict', detail: 'Conflict' };
    expect(renderEnvelope(http.envelope, { errors }, 'full'))
      .to.deep.include(problem)
      .and.have.property('extension');
    expect(renderEnvelope(http.envelope, { errors }, 'bare')).to.deep.equal({ type: 'about:blank' });
  });

  it('has no row for a status or a problem type that nobody knows', () => {
    for (const status of [418, 451, 499, 508, 520, 599]) expect(rowOf(http, { status, codes: [] })).to.equal(undefined);
    expect(rowOf(http, { status: 403, codes: ['https://problems.example/out-of-credit'] })).to.equal(undefined);
  });

  it('plays statuses that are unknown, each to both operations', () => {
    for (const [name, family] of [
      ['unknown-4xx', 4],
      ['unknown-5xx', 5],
    ] as const) {
      const { plays = [] } = http.rules.find((rule) => rule.name === name) ?? {};
      expect(new Set(plays.map(({ operation }) => operation)), name).to.deep.equal(new Set(['create', 'get']));
      for (const { answer } of plays.flatMap(({ tape }) => parseTape(tape).flatMap(({ steps }) => steps))) {
        if (answer.kind !== 'error') continue;
        expect(Math.floor(answer.status / 100), name).to.equal(family);
        expect(
          table.map(([status]) => status),
          name,
        ).to.not.include(answer.status);
      }
    }
    expect(severityOf(row('rules/unknown-4xx'), 'outcome')).to.equal('must');
    expect(severityOf(row('rules/unknown-5xx'), 'outcome')).to.equal(severityOf(row('statuses/500'), 'outcome'));
  });

  it('plays Retry-After in seconds and as a date, with the statuses that the RFCs name', () => {
    const tapes = whole.scenarios.filter(({ requirement }) => requirement === 'http/rules/retry-after');
    const steps = tapes.flatMap(({ tape }) => parseTape(tape).map(({ steps: [first] }) => first));
    const asked = steps.flatMap((step) =>
      step?.answer.kind === 'error' ? [`${step.answer.status} ${step.retryAfter}`] : [],
    );
    const date = 'Tue, 01 Jan 2030 00:00:05 GMT';
    expect(new Set(asked)).to.deep.equal(new Set(['429 2', '503 2', '413 2', `429 ${date}`, `503 ${date}`]));
    expect(new Date(date).toUTCString()).to.equal(date);
    expect(severityOf(row('rules/retry-after'), 'retry')).to.equal('should');
  });

  it('plays every row that traffic can show', () => {
    expect(whole.unplayed).to.deep.equal({ ...forWaits, ...forCodes });
    const played = new Set(whole.scenarios.map(({ requirement }) => requirement));
    expect([...played].filter((id) => !id.startsWith('wire/'))).to.deep.equal(rows.map(({ id }) => id));
  });

  it('answers each documented status with that status, and commits only what is in doubt', () => {
    for (const { requirement, tape, calls } of whole.scenarios) {
      const status = Number(/^http\/statuses\/(\d+)$/.exec(requirement)?.[1]);
      if (Number.isNaN(status) || calls[0]?.operation !== 'create') continue;
      const { sim, send } = sender(http, tape);
      const { wire, reply } = send('POST', '/resources', { reference: 'order-1' }, { 'idempotency-key': 'key-1' });
      expect([wire.status, reply.row], tape).to.deep.equal([status, requirement]);
      expect(sim.ledger(), tape).to.have.lengthOf(tape.includes('after-commit') ? 1 : 0);
      if (tape.includes('commit')) expect([500, 502, 503, 504], tape).to.include(status);
    }
  });

  it('takes one key for one request, and remembers nothing of what it turned away', () => {
    const { sim, send } = sender(http, '400, ok');
    const create = (amount: number) =>
      send('POST', '/resources', { reference: 'order-1', amount }, { 'idempotency-key': 'key-1' }).wire.status;
    expect([create(1), create(2), create(2), create(3)]).to.deep.equal([400, 201, 201, 422]);
    expect(sim.ledger()).to.have.lengthOf(1);
    expect(keyHeaderOf(http, 'create')).to.equal('idempotency-key');
    expect(keyHeaderOf(http, 'get')).to.equal(undefined);
  });

  it('processes a server error again under the same key, without a duplicate', () => {
    const { sim, send } = sender(http, '500 after-commit, ok');
    const create = () => send('POST', '/resources', { reference: 'order-1' }, { 'idempotency-key': 'key-1' });
    expect([create(), create()].map(({ wire }) => wire.status)).to.deep.equal([500, 201]);
    expect(sim.ledger()).to.have.lengthOf(1);
  });

  it('lets nobody in without its credentials', () => {
    const { send } = sender(http);
    const { wire, body } = send('GET', '/resources/x', undefined, { authorization: 'Bearer other' });
    expect([wire.status, body.type, body.status]).to.deep.equal([401, 'about:blank', 401]);
    expect(wire.headers['content-type']).to.equal('application/problem+json');
    for (const authorization of ['bearer token_sadpath', 'Bearer   token_sadpath'])
      expect(send('GET', '/resources/x', undefined, { authorization }).wire.status, authorization).to.equal(404);
    for (const authorization of ['token_sadpath', 'Basic token_sadpath', ''])
      expect(send('GET', '/resources/x', undefined, { authorization }).wire.status, authorization).to.equal(401);
  });

  it('becomes a provider of one’s own in one short call', () => {
    const acme = extend(http, {
      id: 'acme',
      origin: 'https://acme.sadpath.test',
      operations: {
        create: { path: '/v1/charges', input: { order: '$marker', cents: 500 }, intentField: 'order' },
        get: { path: '/v1/charges/{id}' },
      },
      idempotency: { header: 'X-Request-Id' },
      statuses: [{ status: 409, echo: true, expect: { outcome: ['succeeded', 'unknown'] } }],
    });
    expect(requirementsOf(acme)).to.have.lengthOf(rows.length);
    for (const { id } of requirementsOf(acme)) expect(id).to.match(/^acme\//);
    expect(matrixOf(acme).scenarios).to.have.lengthOf.at.least(200);
    expect(keyHeaderOf(acme, 'create')).to.equal('x-request-id');
    const { sim, send } = sender(acme);
    const { body } = send('POST', '/v1/charges', { order: 'order-1', cents: 500 });
    expect(send('GET', `/v1/charges/${body.id}`).wire.status).to.equal(200);
    expect(sim.ledger()).to.have.lengthOf(1);
    expect(sim.ledger()[0]).to.include({ kind: 'payment', intent: 'i1', state: 'final' });
  });

  it('does without keys where the API has none', () => {
    const keyless = extend(http, {
      id: 'acme',
      idempotency: null,
      errors: [{ code: 'idempotency_key_reused', remove: true }],
    });
    expect(keyHeaderOf(keyless, 'create')).to.equal(undefined);
    const { sim, send } = sender(keyless);
    send('POST', '/resources', { reference: 'order-1' });
    send('POST', '/resources', { reference: 'order-1' });
    expect(sim.ledger().map(({ intent }) => intent)).to.deep.equal(['i1', 'i1']);
    expect(() => extend(http, { operations: { create: null } })).to.throw(SadpathError, 'the name of an operation');
  });
});
