import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { RunEvent, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { renderJson } from './json.ts';
import {
  catalogue,
  clientStarted,
  control,
  failed,
  fullDemand,
  judged,
  request,
  runEnded,
  runStarted,
} from './sample-run.spec.ts';

const clientOf = (...events: RunEvent[]) => {
  const [client] = buildReport([runStarted(), ...events]).clients;
  if (!client) throw new Error('no client');
  return client;
};

const run: RunEvent[] = [
  runStarted(),
  clientStarted('b', ['r1', 'r2', 'r3', '-r4'], { unplayed: { r3: 'no operation meets it' } }),
  control('b', 'pay'),
  control('b', 'pay', { lane: 'msw', passed: false, reason: 'told failed' }),
  control('b', 'cancel'),
  judged('b', 0, 'r1', { 'retry.never': pass }),
  failed('b', 1, 'r1', 'money.once', 'should', { tape: 'long, long, long', effects: 2 }),
  failed('b', 2, 'r1', 'money.once', 'must', { tape: 'short', message: 'short one', effects: 2 }),
  failed('b', 3, 'r1', 'money.once', 'should', { tape: 's' }),
  judged('b', 4, 'r2', { 'retry.never': inconclusive('not delivered'), 'retry.key': notApplicable('no key') }),
  clientStarted('a', ['r1']),
  judged('a', 0, 'r1', { 'retry.never': pass }),
  failed('a', 1, 'r1', 'classify.code', 'should'),
  runEnded,
];

describe('buildReport', () => {
  it('tells the run, and its clients in the order in which they entered', () => {
    const report = buildReport(run);
    expect(report).to.include({ schema: 'sadpath-report/1', seed: 7 });
    expect(report.tool).to.deep.equal({ name: 'sadpath', version: '0.1.0' });
    expect(report.clients.map(({ client }) => client)).to.deep.equal(['b', 'a']);
    expect(report.clients[0]).to.include({ provider: 'banked' });
    expect(report.clients[0]?.catalogue).to.deep.equal({
      title: 'Banked',
      document: 'Payment errors',
      revision: '2026-01',
      sha256: 'c0ffee',
    });
  });

  it('gives the same bytes whatever the order of the events', () => {
    const same = renderJson(buildReport(run));
    const others = run.filter(({ type }) => type !== 'client-started');
    const clients = run.filter(({ type }) => type === 'client-started');
    const shuffled = fc
      .tuple(fc.shuffledSubarray(others, { minLength: others.length }), fc.nat(others.length), fc.nat(others.length))
      .map(([events, one, two]) => {
        const [first, second] = one < two ? [one, two] : [two, one];
        return [
          ...events.slice(0, first),
          clients[0],
          ...events.slice(first, second),
          clients[1],
          ...events.slice(second),
        ];
      });
    fc.assert(
      fc.property(shuffled, (events) => {
        expect(renderJson(buildReport(events.filter((event) => event !== undefined)))).to.equal(same);
      }),
    );
  });

  it('gives the same bytes for shards, one after the other or merged', () => {
    const started = run.filter(({ type }) => type === 'client-started' || type === 'control');
    const shard = (part: number) => [
      runStarted({ shard: `${part}/2`, startedAt: `${part}`, node: `${part}` }),
      ...started,
      ...run.filter((event) => event.type === 'scenario' && event.index % 2 === part - 1),
      runEnded,
    ];
    expect(renderJson(buildReport([...shard(2), ...shard(1)]))).to.equal(renderJson(buildReport(run)));
  });

  it('holds no wall-clock fact', () => {
    const other = run.map(
      (event): RunEvent =>
        event.type === 'run-started'
          ? { ...event, startedAt: 'later', node: '22' }
          : event.type === 'run-ended'
            ? { ...event, endedAt: 'later', elapsedMs: 1 }
            : event,
    );
    expect(buildReport(other)).to.deep.equal(buildReport(run));
  });

  it('counts a scenario that was played twice once, and its worse verdict stands', () => {
    const good = judged('a', 0, 'r1', { 'retry.never': pass });
    const bad = failed('a', 0, 'r1', 'retry.never', 'must');
    const unclear = judged('a', 0, 'r1', { 'retry.never': inconclusive('depends on earlier scenarios') });
    for (const events of [
      [good, bad, unclear],
      [bad, unclear, good],
      [unclear, good, bad],
    ]) {
      const client = clientOf(clientStarted('a', ['r1']), ...events);
      expect(client.requirements[0]).to.include({ scenarios: 1, verdict: 'fail' });
    }
    expect(clientOf(clientStarted('a', ['r1']), good, unclear).totals.inconclusive).to.equal(1);
    const twins: ScenarioJudged[] = [good, { ...good, effects: 0 }];
    expect(clientOf(clientStarted('a', ['r1']), ...twins)).to.deep.equal(
      clientOf(clientStarted('a', ['r1']), ...twins.reverse()),
    );
  });

  it('adds up the controls, an operation a row: one that failed decides', () => {
    expect(clientOf(...run.slice(1)).controls).to.deep.equal([
      { operation: 'cancel', passed: true },
      { operation: 'pay', passed: false, reason: 'told failed' },
    ]);
  });

  it('refuses what is no run', () => {
    const refused: [RunEvent[], string][] = [
      [[], 'no run-started event is among its events'],
      [[runStarted(), runStarted({ seed: 8 })], 'its logs differ in the seed: 7 and 8'],
      [
        [runStarted(), runStarted({ tool: { name: 'sadpath', version: '2' } })],
        'differ in the version of sadpath: 0.1.0 and 2',
      ],
      [
        [runStarted(), clientStarted('a', []), clientStarted('a', [], { catalogue: { ...catalogue, sha256: 'tea' } })],
        'differ in the catalogue of a: c0ffee and tea',
      ],
      [[runStarted(), judged('x', 0, 'r1', {})], 'a scenario event is of "x", a client that never started'],
      [[runStarted(), control('x', 'pay')], 'a control event is of "x", a client that never started'],
    ];
    for (const [events, because] of refused) {
      expect(() => buildReport(events)).to.throw(SadpathError, because);
    }
    expect(() => buildReport([])).to.throw(/^Failed to build the report: .*\. Pass the logs of one run\.$/);
  });
});

describe('requirements in a report', () => {
  const requirement = (ids: string[], ...events: RunEvent[]) =>
    clientOf(clientStarted('a', ids), ...events).requirements[0];

  it('tell what they demand, and nothing for one that no catalogue names', () => {
    const started = clientStarted('a', ['r1']);
    const [row] = started.requirements;
    if (row) Object.assign(row, fullDemand);
    const [listed, unlisted] = clientOf(started, judged('a', 0, 'r9', { 'retry.never': pass })).requirements;
    expect(listed).to.deep.include(fullDemand);
    expect(unlisted).to.not.have.any.keys(...Object.keys(fullDemand));
  });

  it('take the worst verdict of their scenarios, and each check its own', () => {
    expect(clientOf(...run.slice(1)).requirements[0]).to.deep.equal({
      id: 'r1',
      summary: 'all about r1',
      judged: 'traffic',
      basis: { outcome: 'inferred', category: 'inferred', retry: 'inferred' },
      verdict: 'fail',
      scenarios: 4,
      checks: { 'money.once': 'fail', 'retry.never': 'pass' },
      reasons: [],
    });
    const both = judged('a', 0, 'r1', { 'retry.never': pass, 'a.b': pass });
    expect(Object.keys(requirement(['r1'], both)?.checks ?? {})).to.deep.equal(['a.b', 'retry.never']);
    const waived = { verdict: 'waived', reason: 'until May' } as const;
    const orders: [Record<string, Parameters<typeof judged>[3][string]>, string][] = [
      [{ a: pass, b: notApplicable('x') }, 'pass'],
      [{ a: pass, b: waived }, 'waived'],
      [{ a: waived, b: inconclusive('x') }, 'inconclusive'],
      [{ a: notApplicable('x') }, 'not-applicable'],
      [{}, 'not-applicable'],
    ];
    for (const [verdicts, word] of orders) {
      expect(requirement(['r1'], judged('a', 0, 'r1', verdicts))).to.have.property('verdict', word);
    }
  });

  it('give only the reasons of the verdict that decided, each once, sorted, at most five', () => {
    const mixed = judged('a', 0, 'r1', { a: inconclusive('b'), b: notApplicable('c'), c: inconclusive('a') });
    const again = judged('a', 1, 'r1', { a: inconclusive('b') });
    expect(requirement(['r1'], mixed, again)?.reasons).to.deep.equal(['a', 'b']);
    const many = [7, 3, 1, 6, 2, 5, 4].map((n) => judged('a', n, 'r1', { a: notApplicable(`reason ${n}`) }));
    expect(requirement(['r1'], ...many)?.reasons).to.deep.equal([1, 2, 3, 4, 5].map((n) => `reason ${n}`));
    expect(requirement(['r1'], judged('a', 0, 'r1', { a: pass, b: notApplicable('c') }))?.reasons).to.deep.equal([]);
  });

  it('without a scenario say why, or are inconclusive', () => {
    const rows = clientOf(clientStarted('a', ['r1', 'r2'], { unplayed: { r1: 'no operation meets it' } })).requirements;
    expect(rows[0]).to.include({ verdict: 'not-applicable', scenarios: 0 });
    expect(rows[0]?.reasons).to.deep.equal(['no operation meets it']);
    expect(rows[1]).to.include({ verdict: 'inconclusive', scenarios: 0 });
    expect(rows[1]?.reasons).to.deep.equal(['no scenario was played']);
  });

  it('judged by hand are counted apart', () => {
    const client = clientOf(...run.slice(1));
    expect(client.requirements[3]).to.include({ id: 'r4', judged: 'by-hand', verdict: 'not-applicable' });
    expect(client.totals).to.deep.equal({
      pass: 0,
      fail: 1,
      inconclusive: 1,
      'not-applicable': 1,
      waived: 0,
      'by-hand': 1,
    });
  });

  it('that no catalogue names are not lost', () => {
    const client = clientOf(clientStarted('a', ['r1']), failed('a', 0, 'wire/x', 'robust.settles', 'must'));
    expect(client.requirements.map(({ id, verdict }) => `${id} ${verdict}`)).to.deep.equal([
      'r1 inconclusive',
      'wire/x fail',
    ]);
  });
});

describe('findings in a report', () => {
  it('are one for each check, requirement and operation', () => {
    const client = clientOf(
      clientStarted('a', ['r1', 'r2']),
      failed('a', 0, 'r1', 'money.once', 'must'),
      failed('a', 1, 'r1', 'money.once', 'must'),
      failed('a', 2, 'r2', 'money.once', 'must'),
      failed('a', 3, 'r1', 'money.belief', 'must'),
      failed('a', 4, 'r1', 'money.once', 'must', { operation: 'refund' }),
    );
    const told = client.findings.map(({ check, requirement, operation, count }) => [
      check,
      requirement,
      operation,
      count,
    ]);
    expect(told).to.have.length(4);
    expect(told[0]).to.deep.equal(['money.once', 'r1', 'pay', 2]);
    expect(new Set(client.findings.map(({ id }) => id)).size).to.equal(4);
  });

  it('have an id that stays, and differs from client to client', () => {
    const idOf = (client: string) =>
      clientOf(clientStarted(client, []), failed(client, 9, 'r1', 'a.b', 'must')).findings[0];
    const hash = createHash('sha256').update('["c","a.b","r1","pay"]').digest('hex').slice(0, 8);
    expect(idOf('c')).to.include({ id: `a.b-${hash}`, replay: `npx sadpath replay a.b-${hash}` });
    expect(idOf('d')?.id).to.not.equal(idOf('c')?.id);
  });

  it('are told by the case with the least to follow', () => {
    const long = { tape: 'a', evidence: { ledger: [], timeline: [request(0, 1), request(1, 2), request(2, 3)] } };
    const short = { tape: 'longer tape', evidence: { ledger: [], timeline: [request(0, 1)] } };
    const [finding] = clientOf(
      clientStarted('a', []),
      failed('a', 1, 'r1', 'a.b', 'must', long),
      failed('a', 2, 'r1', 'a.b', 'must', short),
    ).findings;
    expect(finding?.tape).to.equal('longer tape');
  });

  it('are told by a must, then by the first', () => {
    const [finding] = clientOf(...run.slice(1)).findings;
    expect(finding).to.include({ severity: 'must', count: 3, tape: 'short', message: 'short one' });
    expect(finding?.scenario).to.include({ id: 's2', tape: 'short', requirement: 'r1' });
    const [first] = clientOf(
      clientStarted('a', []),
      failed('a', 5, 'r1', 'a.b', 'must', { tape: 'bb' }),
      failed('a', 4, 'r1', 'a.b', 'must', { tape: 'aa' }),
    ).findings;
    expect(first?.scenario.id).to.equal('s4');
  });

  it('carry the evidence', () => {
    const event = failed('a', 0, 'r1', 'a.b', 'must', {
      belief: { outcome: 'failed', code: 'x' },
      evidence: {
        ledger: [{ at: 1, kind: 'refund', resource: 'r', exchange: 1, state: 'open' }],
        timeline: [request(0, 1), request(0, 2, { key: 'key#2' })],
      },
    });
    const [finding] = clientOf(clientStarted('a', []), event).findings;
    expect(finding?.belief).to.deep.equal({ outcome: 'failed', code: 'x' });
    expect(finding?.ledger).to.have.length(1);
    expect(finding?.timeline.map((one) => 'key' in one && one.key)).to.deep.equal(['key#1', 'key#2']);
  });

  it('come without a belief where the caller was told nothing', () => {
    const { belief: _, ...event } = failed('a', 0, 'r1', 'a.b', 'must');
    expect(clientOf(clientStarted('a', []), event).findings[0]).to.not.have.property('belief');
  });

  it('come the worst first', () => {
    const checks = ['webhook.once', 'classify.code', 'retry.key', 'robust.settles', 'money.once'];
    const events = [
      ...checks.map((check, index) => failed('a', index, 'r1', check, 'should')),
      ...checks.map((check, index) => failed('a', index + 10, 'r2', check, 'must')),
      failed('a', 20, 'r3', 'retry.key', 'must'),
      failed('a', 21, 'r3', 'retry.key', 'must'),
    ];
    const order = clientOf(clientStarted('a', []), ...events).findings.map(
      ({ severity, check, requirement }) => `${severity} ${check} ${requirement}`,
    );
    expect(order).to.deep.equal([
      'must money.once r2',
      'must robust.settles r2',
      'must retry.key r3',
      'must retry.key r2',
      'must classify.code r2',
      'must webhook.once r2',
      'should money.once r1',
      'should robust.settles r1',
      'should retry.key r1',
      'should classify.code r1',
      'should webhook.once r1',
    ]);
    const twins = clientOf(
      clientStarted('a', []),
      ...['x', 'y', 'z', 'w'].map((r, n) => failed('a', n, r, 'a.b', 'must')),
    );
    const ids = twins.findings.map(({ id }) => id);
    expect(ids).to.deep.equal([...ids].sort());
  });
});

describe('beliefs in a report', () => {
  it('count the calls with an effect by what their caller was told', () => {
    const told = (outcome: 'failed' | 'succeeded' | 'none', effects: number | undefined, index: number) => {
      const { belief: _, effects: __, ...read } = judged('a', index, 'r1', {});
      const event = effects === undefined ? read : { ...read, effects };
      return outcome === 'none' ? event : { ...event, belief: { outcome } };
    };
    const { beliefs } = clientOf(
      clientStarted('a', []),
      told('none', 1, 0),
      told('failed', 0, 1),
      told('failed', 0, 2),
      told('failed', 1, 3),
      told('succeeded', 1, 4),
      told('succeeded', 2, 5),
      told('succeeded', 3, 6),
      told('succeeded', undefined, 7),
    );
    expect(beliefs).to.deep.equal({
      succeeded: { '0': 0, '1': 1, '2+': 2 },
      failed: { '0': 2, '1': 1, '2+': 0 },
      none: { '0': 0, '1': 1, '2+': 0 },
    });
    expect(Object.keys(beliefs)).to.deep.equal(['succeeded', 'failed', 'none']);
  });
});
