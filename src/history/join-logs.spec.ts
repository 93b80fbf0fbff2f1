import { expect } from 'chai';
import type { ClientStarted, RunEvent, RunStarted, ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { joinLogs, type NamedLog } from './join-logs.ts';

const started = (part: number, of: number, more: Partial<RunStarted> = {}): RunStarted => ({
  type: 'run-started',
  format: 1,
  tool: { name: 'sadpath', version: '0.1.0' },
  seed: 7,
  shard: `${part}/${of}`,
  startedAt: '2026-01-01T00:00:00Z',
  node: `v24.${part}.0`,
  ...more,
});
const client = (more: Partial<ClientStarted> = {}): ClientStarted => ({
  type: 'client-started',
  client: 'a',
  provider: 'banked',
  catalogue: { title: 'T', document: 'D', revision: '1', sha256: 'c0ffee' },
  requirements: [],
  unplayed: {},
  scenarios: 7,
  ...more,
});
const judged = (index: number): ScenarioJudged => ({
  type: 'scenario',
  client: 'a',
  index,
  id: `s${index}`,
  scenario: { format: 1, provider: 'banked', requirement: 'r', group: 'g', calls: [], tape: '', lane: 'auto' },
  operation: 'pay',
  verdicts: {},
});
const ended: RunEvent = { type: 'run-ended', endedAt: '2026-01-01T00:00:01Z', elapsedMs: 1 };

/** The log of a shard of a run of one client with seven scenarios. */
function log(
  part: number,
  of: number,
  more: { run?: Partial<RunStarted>; client?: Partial<ClientStarted> } = {},
): NamedLog {
  const own = [0, 1, 2, 3, 4, 5, 6].filter((index) => index % of === part - 1);
  const enters = client({ ...(of > 1 && { ofShard: own.length }), ...more.client });
  return { name: `${part}.ndjson`, events: [started(part, of, more.run), enters, ...own.map(judged), ended] };
}
const without = (one: NamedLog, at: number): NamedLog => ({ ...one, events: one.events.toSpliced(at, 1) });
const named = (name: string, one: NamedLog): NamedLog => ({ ...one, name });

describe('joinLogs', () => {
  it('gives the events of all shards, in the order of the shards', () => {
    const [one, two, three] = [log(1, 3), log(2, 3), log(3, 3)];
    const all = [...one.events, ...two.events, ...three.events];
    expect(joinLogs([three, one, two])).to.deep.equal(all);
    expect(joinLogs([log(1, 1)])).to.deep.equal(log(1, 1).events);
    expect(joinLogs([{ name: 'all', events: [...two.events, ...three.events] }, one])).to.deep.equal(all);
  });

  it('takes shards of one contract', () => {
    const shard = (part: number) => log(part, 2, { client: { contract: { interactions: 2 } } });
    expect(() => joinLogs([shard(1), shard(2)])).to.not.throw();
  });

  it('takes a shard that was stopped, and one that has nothing to play', () => {
    const stopped = log(1, 2);
    const left: RunEvent = { type: 'not-played', client: 'a', reason: 'enough', scenarios: { r: 1, q: 1 } };
    stopped.events.splice(2, 2, left);
    expect(() => joinLogs([stopped, log(2, 2)])).to.not.throw();
    expect(() => joinLogs(Array.from({ length: 9 }, (_, at) => log(at + 1, 9)))).to.not.throw();
  });

  const waiver = { check: 'c', requirement: 'r', reason: 'x', owner: 'o', expires: '2027-01-01' };
  const refused: [string, NamedLog[], string][] = [
    ['no log', [], 'logs: there are none. '],
    [
      'another version',
      [log(1, 2), log(2, 2, { run: { tool: { name: 'sadpath', version: '0.2.0' } } })],
      '2.ndjson: its version of sadpath is 0.2.0, and that of 1.ndjson is 0.1.0. Merge the logs of one run.',
    ],
    [
      'another seed',
      [log(1, 2), log(2, 2, { run: { seed: 8 } })],
      '2.ndjson: its seed is 8, and that of 1.ndjson is 7.',
    ],
    ['another split', [log(1, 2), log(2, 3)], '2.ndjson: its number of shards is 3, and that of 1.ndjson is 2.'],
    [
      'other clients',
      [log(1, 2), log(2, 2, { client: { client: 'b' } })],
      '2.ndjson: its list of clients is b, and that of 1.ndjson is a.',
    ],
    [
      'another catalogue',
      [log(1, 2), log(2, 2, { client: { catalogue: { ...client().catalogue, sha256: 'tea' } } })],
      '2.ndjson: its catalogue of a is tea, and that of 1.ndjson is c0ffee.',
    ],
    [
      'other requirements',
      [log(1, 2), log(2, 2, { client: { unplayed: { r: 'why' } } })],
      '2.ndjson: it asks something else of a than 1.ndjson. Run each shard with the same config and the same flags.',
    ],
    [
      'another contract',
      [log(1, 2, { client: { contract: { interactions: 2 } } }), log(2, 2)],
      '2.ndjson: its contract of a is not that of 1.ndjson, or was verified since. Run each shard with the same contracts',
    ],
    [
      'a contract that was verified in between',
      [
        log(1, 2, { client: { contract: { interactions: 2 } } }),
        log(2, 2, { client: { contract: { interactions: 2, simulator: { held: 2, of: 2 } } } }),
      ],
      '2.ndjson: its contract of a is not that of 1.ndjson, or was verified since. Run each shard with the same contracts',
    ],
    [
      'other waivers',
      [log(1, 2), log(2, 2, { run: { waivers: [waiver] } })],
      '2.ndjson: its waivers are not those of 1.ndjson.',
    ],
    [
      'a shard twice',
      [log(1, 2), log(2, 2), named('again.ndjson', log(1, 2))],
      'again.ndjson: it is shard 1/2, and 1.ndjson is that too. Pass each shard once.',
    ],
    ['a whole run twice', [log(1, 1), named('2', log(1, 1))], '2: it is shard 1/1, and 1.ndjson is that too.'],
    ['a missing shard', [log(1, 3), log(3, 3)], '2 logs: shard 2/3 is missing. Pass the logs of all shards.'],
    ['missing shards', [log(2, 3)], '1 log: shards 1/3, 3/3 are missing.'],
    ['many missing shards', [log(1, 9)], '1 log: shards 2/9, 3/9, 4/9, 5/9, 6/9 and 3 more are missing.'],
    [
      'a log without its end',
      [log(1, 2), without(log(2, 2), 5)],
      '2.ndjson: it ends before its run did. Run that shard',
    ],
    ['a cut log', [log(1, 2), { ...log(2, 2), cutOff: 7 }], '2.ndjson: it ends before its run did.'],
    [
      'a cut log before another in one file',
      [{ name: 'all', events: [...without(log(1, 2), 6).events, ...log(2, 2).events] }],
      'all: it ends before its run did.',
    ],
    ['a lost line', [log(1, 2), without(log(2, 2), 3)], '2.ndjson: it has 2 of the 3 scenarios of a. Pass the log as'],
    [
      'no shard',
      [log(1, 1, { run: { shard: '3/2' } })],
      '1.ndjson: its first line names the shard "3/2", and a shard is i/n.',
    ],
  ];
  for (const [what, logs, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => joinLogs(logs))
        .to.throw(SadpathError)
        .with.property('message')
        .that.satisfies((line: string) => line.startsWith(`Failed to merge ${message}`), message)
        .and.matches(/^[^\n]+$/);
    });
  }

  it("refuses another shard's scenario", () => {
    const two = log(2, 2);
    two.events[3] = judged(4);
    expect(() => joinLogs([log(1, 2), two])).to.throw(
      SadpathError,
      'Failed to merge 2.ndjson: scenario 4 of a is not in shard 2/2.',
    );
  });

  it('does not mind another Node or another hour', () => {
    const late = log(2, 2, { run: { startedAt: '2026-01-02T00:00:00Z', node: 'v22.18.0' } });
    expect(() => joinLogs([log(1, 2), late])).to.not.throw();
  });
});
