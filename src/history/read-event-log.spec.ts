import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Belief } from '../model/belief.ts';
import type { Effect } from '../model/case.ts';
import type { ContractFacts } from '../model/contract.ts';
import type {
  ClientStarted,
  ControlPlayed,
  NotPlayed,
  RunEnded,
  RunEvent,
  RunStarted,
  ScenarioJudged,
} from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { categories, outcomes, retryRules } from '../model/outcome.ts';
import { type Observation, retryAfterForms } from '../model/policy.ts';
import { effectKinds } from '../model/provider.ts';
import type { Scenario, ScenarioCall } from '../model/scenario.ts';
import type { Thrown, TraceEvent } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import { openEventLog } from './event-log.ts';
import { parseEventLog, readEventLog } from './read-event-log.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const texts = fc.array(text, { maxLength: 3 });
const count = fc.nat(20_000);
const exchange = fc.integer({ min: 1, max: 10_000 });
const moment = fc.double({ min: 0, max: 1e10, noNaN: true });
const name = text.map((value) => `check.${value}`);
const kind = fc.constantFrom(...effectKinds);

const belief: fc.Arbitrary<Belief> = fc.record(
  {
    outcome: fc.constantFrom(...outcomes),
    category: fc.constantFrom(...categories),
    code: text,
    codes: texts,
    message: text,
    state: text,
    reason: text,
    resources: texts,
  },
  { requiredKeys: ['outcome'] },
);

const thrown: fc.Arbitrary<Thrown> = fc.record(
  {
    name: text,
    message: text,
    code: text,
    raw: fc.boolean(),
    cause: fc.record({ name: text, message: text, code: text }, { requiredKeys: ['name', 'message'] }),
  },
  { requiredKeys: ['name', 'message', 'raw'] },
);

const traceEvent: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc.record(
    { event: fc.constant('called' as const), at: moment, call: text, operation: text },
    { requiredKeys: ['event', 'at', 'operation'] },
  ),
  fc.record(
    {
      event: fc.constant('request' as const),
      at: moment,
      call: text,
      exchange,
      operation: text,
      method: text,
      path: text,
      contentType: text,
      body: text,
      key: text,
      intent: text,
      credentials: text,
    },
    { requiredKeys: ['event', 'at', 'exchange', 'method', 'path', 'body'] },
  ),
  fc.record(
    {
      event: fc.constant('reply' as const),
      at: moment,
      call: text,
      exchange,
      status: count,
      summary: text,
      row: text,
      codes: texts,
      message: text,
      resources: texts,
      state: text,
      step: count,
      kind: fc.constantFrom('ok' as const, 'error' as const, 'state' as const, 'fault' as const),
      fault: text,
      replayed: fc.constant(true as const),
      retryAfter: text,
      ambiguous: fc.constant(true as const),
      delivered: fc.boolean(),
    },
    { requiredKeys: ['event', 'at', 'exchange', 'status', 'summary', 'codes', 'kind', 'delivered'] },
  ),
  fc.record(
    { event: fc.constant('aborted' as const), at: moment, call: text, exchange },
    { requiredKeys: ['event', 'at', 'exchange'] },
  ),
  fc.record(
    { event: fc.constant('effect' as const), at: moment, call: text, kind, resource: text, intent: text },
    { requiredKeys: ['event', 'at', 'kind', 'resource'] },
  ),
  fc.record(
    {
      event: fc.constant('settled' as const),
      at: moment,
      call: text,
      how: fc.constantFrom('value' as const, 'error' as const),
      belief,
      thrown,
    },
    { requiredKeys: ['event', 'at', 'how'] },
  ),
  fc.record(
    {
      event: fc.constant('escaped' as const),
      at: moment,
      call: text,
      kind: fc.constantFrom('rejection' as const, 'exception' as const, 'connection' as const, 'unmatched' as const),
      message: text,
    },
    { requiredKeys: ['event', 'at', 'kind', 'message'] },
  ),
);

const call: fc.Arbitrary<ScenarioCall> = fc.record({
  id: text,
  operation: text,
  intent: text,
  start: fc.oneof(fc.constantFrom('first' as const, 'with' as const, 'after' as const), moment),
});

const scenario: fc.Arbitrary<Scenario> = fc.record(
  {
    format: fc.constant(1 as const),
    provider: text,
    requirement: text,
    group: text,
    calls: fc.array(call, { minLength: 1, maxLength: 3 }),
    tape: text,
    journey: texts,
    variant: fc.constantFrom('full' as const, 'bare' as const),
    lane: fc.constantFrom('fetch' as const, 'msw' as const, 'auto' as const),
  },
  { requiredKeys: ['format', 'provider', 'requirement', 'group', 'calls', 'tape', 'lane'] },
);

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant({ verdict: 'pass' as const }),
  fc.record({
    verdict: fc.constant('fail' as const),
    severity: fc.constantFrom('must' as const, 'should' as const),
    message: text,
  }),
  fc.record({
    verdict: fc.constantFrom('inconclusive' as const, 'not-applicable' as const, 'waived' as const),
    reason: text,
  }),
);

const effect: fc.Arbitrary<Effect> = fc.record(
  {
    at: moment,
    kind,
    resource: text,
    intent: text,
    exchange: count,
    state: fc.constantFrom('open' as const, 'final' as const),
  },
  { requiredKeys: ['at', 'kind', 'resource', 'exchange', 'state'] },
);

const runStarted: fc.Arbitrary<RunStarted> = fc.record({
  type: fc.constant('run-started' as const),
  format: fc.constant(1 as const),
  tool: fc.record({ name: fc.constant('sadpath' as const), version: text }),
  seed: fc.integer(),
  shard: text,
  startedAt: text,
  node: text,
});

const basis = fc.constantFrom('stated' as const, 'inferred' as const);

const positive = fc.integer({ min: 1, max: 10_000 });
const promise = fc.oneof(
  fc.constant(false as const),
  fc.record(
    {
      attempts: positive,
      on: fc.record({ statuses: fc.subarray([429, 503]), codes: texts, transport: fc.boolean() }, { requiredKeys: [] }),
      gapsMs: fc.oneof(fc.array(moment), fc.record({ initial: moment, factor: positive, max: moment })),
      jitter: fc.oneof(
        fc.constantFrom('none' as const, 'full' as const, 'equal' as const),
        fc.constant({ ratio: 0.2 }),
        fc.record({ plusMs: moment }),
      ),
      retryAfter: fc.oneof(fc.boolean(), fc.record({ capMs: moment }, { requiredKeys: [] })),
      deadlineMs: moment,
    },
    { requiredKeys: ['attempts'] },
  ),
);

const observed: fc.Arbitrary<Observation> = fc.record(
  {
    probed: fc.record(
      {
        answer: fc.oneof(fc.record({ status: count, codes: texts }), fc.record({ fault: text })),
        retryAfter: fc.record(
          { form: fc.constantFrom(...retryAfterForms), askedMs: moment },
          { requiredKeys: ['form'] },
        ),
        attempts: positive,
        sent: positive,
        lasts: fc.constant(true as const),
        gapsMs: fc.array(moment, { maxLength: 4 }),
        settledMs: moment,
        timeoutMs: moment,
        refreshed: fc.constant(true as const),
        key: fc.constantFrom('none' as const, 'handed' as const, 'own' as const),
        keyKept: fc.boolean(),
      },
      { requiredKeys: ['answer', 'attempts', 'gapsMs'] },
    ),
    keysDistinct: fc.boolean(),
    keyAfterRestart: fc.constantFrom('same', 'new'),
  },
  { requiredKeys: [] },
);

const interactions = fc.integer({ min: 1, max: 500 });
const held = interactions.chain((of) => fc.record({ held: fc.nat(of), of: fc.constant(of) }));
const at = fc
  .date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString());
const contract: fc.Arbitrary<ContractFacts> = fc.record(
  {
    interactions: count,
    simulator: held,
    sandbox: fc.tuple(held, fc.record({ url: text, at, by: text })).map(([counts, how]) => ({ ...counts, ...how })),
  },
  { requiredKeys: ['interactions'] },
);

const clientStarted: fc.Arbitrary<ClientStarted> = fc.record({
  type: fc.constant('client-started' as const),
  client: text,
  provider: text,
  catalogue: fc.record({ title: text, document: text, revision: text, sha256: text }),
  contract,
  requirements: fc.array(
    fc.record(
      {
        id: text,
        judged: fc.constantFrom('traffic' as const, 'by-hand' as const),
        summary: text,
        expect: fc.record({
          outcome: fc.subarray([...outcomes]),
          category: fc.subarray([...categories]),
          retry: fc.subarray([...retryRules]),
        }),
        basis: fc.record(
          { status: basis, outcome: basis, category: basis, retry: basis },
          { requiredKeys: ['outcome', 'category', 'retry'] },
        ),
        source: fc.constant('outside' as const),
        force: fc.constant('advises' as const),
        note: text,
      },
      { requiredKeys: ['id', 'judged', 'summary', 'basis'] },
    ),
    { maxLength: 3 },
  ),
  unplayed: fc.dictionary(name, text, { maxKeys: 3 }),
  scenarios: count,
  ofShard: count,
  operations: fc.dictionary(name, fc.record({ retries: promise, key: text }, { requiredKeys: [] }), { maxKeys: 3 }),
});

const control: fc.Arbitrary<ControlPlayed> = fc.record(
  {
    type: fc.constant('control' as const),
    client: text,
    operation: text,
    lane: text,
    passed: fc.boolean(),
    reason: text,
  },
  { requiredKeys: ['type', 'client', 'operation', 'lane', 'passed'] },
);

const judged: fc.Arbitrary<ScenarioJudged> = fc.record(
  {
    type: fc.constant('scenario' as const),
    client: text,
    index: count,
    id: text,
    scenario,
    operation: text,
    verdicts: fc.dictionary(name, verdict, { maxKeys: 3 }),
    belief,
    effects: count,
    observed,
    evidence: fc.record(
      {
        belief,
        ledger: fc.array(effect, { maxLength: 3 }),
        timeline: fc.array(traceEvent, { maxLength: 6 }),
      },
      { requiredKeys: ['ledger', 'timeline'] },
    ),
  },
  { requiredKeys: ['type', 'client', 'index', 'id', 'scenario', 'operation', 'verdicts'] },
);

const notPlayed: fc.Arbitrary<NotPlayed> = fc.record({
  type: fc.constant('not-played' as const),
  client: text,
  reason: text,
  scenarios: fc.dictionary(name, count, { maxKeys: 3 }),
});

const runEnded: fc.Arbitrary<RunEnded> = fc.record({
  type: fc.constant('run-ended' as const),
  endedAt: text,
  elapsedMs: moment,
});

const log: fc.Arbitrary<RunEvent[]> = fc
  .tuple(
    runStarted,
    fc.array(fc.oneof(clientStarted, control, judged, notPlayed, runEnded, runStarted), { maxLength: 8 }),
  )
  .map(([first, rest]) => [first, ...rest]);

const started = {
  type: 'run-started',
  format: 1,
  tool: { name: 'sadpath', version: '0.1.0' },
  seed: 7,
  shard: '1/1',
  startedAt: '2026-01-01T00:00:00Z',
  node: '24.0.0',
} satisfies RunStarted;
const ended = { type: 'run-ended', endedAt: '2026-01-01T00:00:01Z', elapsedMs: 1000 } satisfies RunEnded;
const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const judgedWith = (verdicts: string) =>
  `{"type":"scenario","client":"c","index":0,"id":"i","scenario":{"format":1,"provider":"p","requirement":"r","group":"g",` +
  `"calls":[{"id":"a","operation":"o","intent":"i","start":"first"}],"tape":"","lane":"auto"},"operation":"o",` +
  `"verdicts":${verdicts},"effects":0}\n`;

describe('the event log, read', () => {
  it('gives back what was written, in the same key order', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
    try {
      const file = join(folder, 'events.ndjson');
      fc.assert(
        fc.property(log, (events) => {
          const writer = openEventLog(file);
          for (const event of events) writer.append(event);
          writer.close();
          const read = readEventLog(file);
          expect(read).to.deep.equal({ events });
          expect(JSON.stringify(read.events)).to.equal(JSON.stringify(events));
        }),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reads whatever was in the log when the process died, at any byte', () => {
    fc.assert(
      fc.property(log, fc.double({ min: 0, max: 1, noNaN: true }), (events, part) => {
        const whole = lines(...events);
        const first = lines(events[0]).length;
        const cut = whole.slice(0, first + Math.floor(part * (whole.length - first)));
        const read = parseEventLog(cut);
        expect(read.events).to.deep.equal(events.slice(0, read.events.length));
        expect(read.events.length).to.be.at.least(cut.split('\n').length - 1);
        if (read.cutOff !== undefined) expect(read.cutOff).to.equal(read.events.length + 1);
      }),
    );
  });

  it('never throws anything but a SadpathError of one line', () => {
    const changed = fc.tuple(log, fc.nat(), fc.string({ unit: 'binary', maxLength: 4 })).map(([events, at, junk]) => {
      const whole = lines(...events);
      const place = at % whole.length;
      return whole.slice(0, place) + junk + whole.slice(place + 1);
    });
    const json = fc.array(fc.json({ maxDepth: 3 })).map((values) => values.join('\n'));
    const mixed = fc.tuple(log, fc.json()).map(([events, value]) => `${lines(...events)}${value}\n`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), json, changed, mixed), (input) => {
        try {
          parseEventLog(input);
        } catch (error) {
          expect(error).to.be.instanceOf(SadpathError);
          expect(String(error)).to.match(/^SadpathError: Failed to read the event log of this text: .*\. .*\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  const refused: [string, string, string][] = [
    ['nothing', '', 'it is empty. Pass a log that sadpath run has written, unchanged.'],
    ['another first line', lines(ended, started), 'its first line is not run-started.'],
    ['a first line that is cut off', '{"type":"run-st', 'line 1 is not JSON.'],
    ['a line that is no JSON in the middle', `${lines(started)}{"type\n${lines(ended)}`, 'line 2 is not JSON.'],
    ['a last line that is no JSON although it is whole', `${lines(started)}{"type\n`, 'line 2 is not JSON.'],
    ['an empty line', `${lines(started)}\n${lines(ended)}`, 'line 2 is not JSON.'],
    [
      'an unknown event',
      lines(started, { type: 'party' }),
      'line 2 is no event: at type found "party", expected ("run-',
    ],
    [
      'an unknown key',
      lines(started, { ...ended, mood: 1 }),
      'line 2 is no event: at mood found a key that nothing knows.',
    ],
    [
      'a whole last line without newline that is no event',
      `${lines(started)}{}`,
      'line 2 is no event: at type found nothing',
    ],
    [
      'a verdict without a reason',
      lines(started) + judgedWith('{"a.b":{"verdict":"waived"}}'),
      'at verdicts.a.b.reason found',
    ],
    [
      'a verdict that hides',
      lines(started) + judgedWith('{"__proto__":{}}'),
      'expected other keys than __proto__, prototype',
    ],
    ['escapes', lines(started, { type: '\u001b[31m\n' }), 'at type found "\\x1b[31m\\n", expected'],
  ];
  for (const [what, input, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => parseEventLog(input, 'a.ndjson'))
        .to.throw(SadpathError)
        .with.property('message')
        .that.includes('Failed to read the event log a.ndjson: ')
        .and.includes(message);
    });
  }

  it('refuses a newer format by name', () => {
    expect(() => parseEventLog(lines({ ...started, format: 2, mood: 'new' }), 'a.ndjson')).to.throw(
      SadpathError,
      /^Failed to read the event log a\.ndjson: it is written in format 2, and this version of sadpath knows format 1\. Update sadpath\.$/,
    );
  });

  it('takes a last line without its newline, and logs one after the other', () => {
    expect(parseEventLog(lines(started, ended).trimEnd())).to.deep.equal({ events: [started, ended] });
    expect(parseEventLog(lines(started, ended, started, ended)).events).to.have.length(4);
  });

  it('reports a last line that is cut off', () => {
    expect(parseEventLog(`${lines(started, ended)}{"type":"scen`)).to.deep.equal({
      events: [started, ended],
      cutOff: 3,
    });
  });

  it('says which file it cannot read', () => {
    const file = join(tmpdir(), 'sadpath-no-such-folder', 'events.ndjson');
    expect(() => readEventLog(file))
      .to.throw(SadpathError, /ENOENT.*\. Pass a log that sadpath run has written\.$/)
      .with.property('message')
      .that.includes(file);
    const folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
    try {
      writeFileSync(join(folder, 'a'), '[]\n');
      expect(() => readEventLog(join(folder, 'a'))).to.throw(SadpathError, 'line 1 is no event');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
