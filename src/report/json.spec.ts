import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { isJsonObject } from '../model/json.ts';
import type { Observation } from '../model/policy.ts';
import { pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { renderJson } from './json.ts';
import schema from './report.schema.json' with { type: 'json' };
import {
  clientStarted,
  control,
  everyTraceEvent,
  failed,
  fullBelief,
  fullContract,
  fullDemand,
  judged,
  runStarted,
} from './sample-run.spec.ts';

const event = failed('a', 0, 'r1', 'money.once', 'must', { belief: fullBelief, effects: 2 });
event.evidence = {
  ledger: [{ at: 1, kind: 'payment', resource: 'p-1', intent: 'pay-1', exchange: 1, state: 'final' }],
  timeline: everyTraceEvent,
};
event.scenario.journey = ['open', 'paid'];
event.scenario.variant = 'bare';
event.scenario.calls.push({ id: 'b', operation: 'pay', intent: 'pay-2', start: 500 });

const cards: Observation[] = [
  ...[500, 502].map((status) => ({
    probed: {
      answer: { status, codes: [] },
      attempts: 3,
      lasts: true as const,
      gapsMs: [500, 1000],
      settledMs: 1500,
      timeoutMs: 9,
    },
  })),
  ...[500, 502].map((status) => ({
    probed: { answer: { status, codes: [] }, attempts: 2, gapsMs: [500], key: 'own' as const, keyKept: true },
  })),
  { probed: { answer: { fault: 'reset' }, attempts: 2, lasts: true, gapsMs: [500] } },
  {
    probed: {
      answer: { status: 503, codes: [] },
      retryAfter: { form: 'seconds', askedMs: 9000 },
      attempts: 2,
      gapsMs: [3000],
    },
  },
  { keysDistinct: true },
  { keyAfterRestart: 'same' },
];

const started = clientStarted('a', ['r1', 'r2', '-r3'], {
  contract: fullContract,
  operations: {
    pay: {
      key: 'header idempotency-key',
      retries: {
        attempts: 4,
        on: { statuses: [500], codes: ['internal'], transport: true },
        gapsMs: { initial: 500, factor: 2, max: 8000 },
        jitter: { ratio: 0.2 },
        retryAfter: { capMs: 9000, statuses: [503] },
        deadlineMs: 1000,
      },
    },
  },
});
Object.assign(started.requirements[0] ?? {}, fullDemand);

const report = buildReport([
  runStarted(),
  started,
  control('a', 'pay'),
  control('a', 'refund', { passed: false, reason: 'told failed' }),
  event,
  judged('a', 1, 'r1', { 'retry.never': pass }),
  ...cards.map((observed, index) => judged('a', 2 + index, 'r1', { 'retry.never': pass }, { observed })),
]);

/** Every object inside a value, with its path. */
function objectsIn(value: unknown, path = '$'): { path: string; object: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, `${path}[${index}]`));
  if (!isJsonObject(value)) return [];
  return [
    { path, object: value },
    ...Object.entries(value).flatMap(([key, item]) => objectsIn(item, `${path}.${key}`)),
  ];
}

describe('report.json', () => {
  it('is text that reads back as the report, the same each time', () => {
    const text = renderJson(report);
    expect(text).to.match(/^\{\n {2}"schema": "sadpath-report\/1",\n {2}"tool": \{\n/);
    expect(text.endsWith('\n}\n')).to.equal(true);
    expect(JSON.parse(text)).to.deep.equal(report);
    expect(renderJson(structuredClone(report))).to.equal(text);
  });

  it('has its keys in the order of the design', () => {
    expect(Object.keys(report.clients[0] ?? {}).join(' ')).to.equal(
      'client provider catalogue contract totals controls requirements findings beliefs policy',
    );
    expect(Object.keys(report.clients[0]?.findings[0] ?? {}).join(' ')).to.equal(
      'id check severity requirement operation tape message belief ledger timeline count scenario replay',
    );
  });
});

describe('report.schema.json', () => {
  const validate = new Ajv2020({ strict: true }).compile(schema);
  const parsed = () => JSON.parse(renderJson(report));

  it('takes real reports', () => {
    expect(validate(parsed()), JSON.stringify(validate.errors)).to.equal(true);
    expect(validate(JSON.parse(renderJson(buildReport([runStarted()]))))).to.equal(true);
  });

  it('refuses an unknown key, wherever it stands', () => {
    const places = objectsIn(parsed()).length;
    expect(places).to.be.above(30);
    for (let place = 0; place < places; place += 1) {
      const spoiled = parsed();
      const { object, path } = objectsIn(spoiled)[place] ?? { object: {}, path: '' };
      object.mood = 'good';
      expect(validate(spoiled), path).to.equal(false);
    }
  });

  it('refuses a report without a key, but for those that may be absent', () => {
    const absent = new Set<string>();
    for (const [place, { object }] of objectsIn(parsed()).entries()) {
      for (const key of Object.keys(object)) {
        const spoiled = parsed();
        const target = objectsIn(spoiled)[place];
        if (!target) continue;
        delete target.object[key];
        if (validate(spoiled))
          absent.add(`${target.path.replace(/^\$\.clients\[0\]\.?/, '').replace(/\d+/g, '_')}.${key}`);
      }
    }
    const found = [...absent].sort();
    const belief = ['category', 'code', 'codes', 'message', 'reason', 'resources', 'state'];
    const timeline = 'findings[_].timeline[_]';
    const inCard = (key: string) => `policy.pay.${key}`;
    const expected = [
      'beliefs.failed',
      ...['.contract', 'contract.simulator', 'contract.sandbox'],
      'controls[_].reason',
      'findings[_].belief',
      ...belief.map((key) => `findings[_].belief.${key}`),
      'findings[_].ledger[_].intent',
      'findings[_].scenario.journey',
      'findings[_].scenario.variant',
      ...['expect', 'basis', 'basis.status', 'source', 'force', 'note'].map((key) => `requirements[_].${key}`),
      'requirements[_].checks.money.once',
      'requirements[_].checks.retry.never',
      ...['call', 'operation', 'contentType', 'key', 'handed', 'intent', 'credentials', 'madeAt'].map(
        (key) => `${timeline}.${key}`,
      ),
      ...[
        'row',
        'message',
        'resources',
        'state',
        'reasons',
        'step',
        'fault',
        'family',
        'replayed',
        'retryAfter',
        'ambiguous',
        'elsewhere',
      ].map((key) => `${timeline}.${key}`),
      `${timeline}.belief`,
      ...belief.map((key) => `${timeline}.belief.${key}`),
      `${timeline}.thrown`,
      `${timeline}.thrown.code`,
      `${timeline}.thrown.cause`,
      `${timeline}.thrown.cause.code`,
      'beliefs.succeeded',
      'policy.pay',
      ...['attempts', 'fewerAttempts.reset', 'gapFit', 'timeoutMs', 'deadlineMs', 'amplification'].map(inCard),
      ...['key', 'key.place', 'key.stable', 'key.distinct', 'retryAfter[_].askedMs', 'retryAfter[_].waitedMs'].map(
        inCard,
      ),
      ...['promised', 'promised.on', 'promised.on.statuses', 'promised.on.codes', 'promised.on.transport'].map(inCard),
      ...['gapsMs', 'jitter', 'retryAfter', 'retryAfter.capMs', 'retryAfter.statuses', 'deadlineMs'].map((key) =>
        inCard(`promised.${key}`),
      ),
    ];
    expect(found).to.deep.equal([...new Set(expected)].sort());
  });

  it('refuses words and numbers that mean nothing', () => {
    const spoilers: ((client: Record<string, unknown>) => void)[] = [
      (client) => Object.assign(client.totals ?? {}, { pass: -1 }),
      (client) => Object.assign(client.totals ?? {}, { pass: 1.5 }),
      ...[{ interactions: -1 }, { simulator: { held: 0, of: 0 } }, { simulator: { held: 0.5, of: 1 } }].map(
        (wrong) => (client: Record<string, unknown>) => Object.assign(client.contract ?? {}, wrong),
      ),
      (client) => Object.assign(objectsIn(client.requirements)[0]?.object ?? {}, { verdict: 'perhaps' }),
      (client) => Object.assign(objectsIn(client.requirements)[0]?.object ?? {}, { reasons: ['a', 'a'] }),
      (client) => Object.assign(objectsIn(client.findings)[0]?.object ?? {}, { severity: 'could' }),
      (client) => Object.assign(objectsIn(client.findings)[0]?.object ?? {}, { id: 'money.once' }),
      (client) => Object.assign(objectsIn(client.findings)[0]?.object ?? {}, { count: 0 }),
    ];
    for (const spoil of spoilers) {
      const spoiled = parsed();
      spoil(spoiled.clients[0]);
      expect(validate(spoiled), String(spoil)).to.equal(false);
    }
    expect(validate({ ...parsed(), schema: 'sadpath-report/2' })).to.equal(false);
  });
});
