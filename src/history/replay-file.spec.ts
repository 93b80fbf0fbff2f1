import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { SadpathError } from '../model/failure.ts';
import { lanes } from '../model/scenario.ts';
import type { TraceEvent } from '../model/trace.ts';
import { type ReplayFile, readReplayFile } from './replay-file.ts';
import { type Saw, timelineHash } from './saw.ts';

const replay: ReplayFile = {
  format: 1,
  client: 'a',
  seed: -3,
  check: 'money.once',
  finding: 'money.once-0a',
  scenario: {
    format: 1,
    provider: 'banked',
    requirement: 'r',
    group: 'g',
    calls: [{ id: 'a', operation: 'pay', intent: 'pay-1', start: 500 }],
    tape: 'ok',
    journey: ['paid'],
    lane: 'msw',
  },
};
const [call] = replay.scenario.calls;

describe('a replay file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
    file = join(folder, 'x.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it stands', () => {
    writeFileSync(file, JSON.stringify(replay));
    expect(readReplayFile(file)).to.deep.equal(replay);
    for (const lane of ['auto', ...lanes] as const) {
      const on = { ...replay, scenario: { ...replay.scenario, lane } };
      writeFileSync(file, JSON.stringify(on));
      expect(readReplayFile(file)).to.deep.equal(on);
    }
  });

  it('says what was seen then, where it was written down', () => {
    const saw: Saw = { severity: 'must', message: 'two', timeline: timelineHash([]), held: ['retry.key'] };
    const { held: _, ...less } = saw;
    for (const each of [saw, less]) {
      writeFileSync(file, JSON.stringify({ ...replay, saw: each }));
      expect(readReplayFile(file).saw).to.deep.equal(each);
    }
  });

  it('says where a search has generated it, where that is known', () => {
    writeFileSync(file, JSON.stringify({ ...replay, place: 412 }));
    expect(readReplayFile(file).place).to.equal(412);
    for (const place of [-1, 1.5, '7']) {
      writeFileSync(file, JSON.stringify({ ...replay, place }));
      expect(() => readReplayFile(file)).to.throw(SadpathError, 'at place found');
    }
  });

  it('names a timeline by its content, as it is read back from a file', () => {
    const called: TraceEvent = { at: 0, event: 'called', call: 'a', operation: 'pay' };
    const turned: TraceEvent = { operation: 'pay', call: 'a', event: 'called', at: 0 };
    expect(timelineHash([called]))
      .to.equal(timelineHash([turned]))
      .and.match(/^[0-9a-f]{16}$/);
    expect(timelineHash([{ ...called, at: 1 }])).to.not.equal(timelineHash([called]));
  });

  const refused: [string, unknown, string][] = [
    [
      'a newer format',
      { ...replay, format: 2 },
      'it is written in format 2, and this version of sadpath knows format 1. Update',
    ],
    ['no format', { ...replay, format: 'one' }, 'at format found "one", expected 1'],
    ['an unknown key', { ...replay, mood: 1 }, 'at mood found a key that nothing knows'],
    ['an unknown key inside', { ...replay, scenario: { ...replay.scenario, mood: 1 } }, 'at scenario.mood found a key'],
    [
      'an unknown key in a call',
      { ...replay, scenario: { ...replay.scenario, calls: [{ ...call, x: 1 }] } },
      'calls[0].x',
    ],
    ['no call', { ...replay, scenario: { ...replay.scenario, calls: [] } }, 'expected at least one call'],
    [
      'a start that is none',
      { ...replay, scenario: { ...replay.scenario, calls: [{ ...call, start: 'soon' }] } },
      'expected first, with, after or a time in milliseconds',
    ],
    [
      'an unknown lane',
      { ...replay, scenario: { ...replay.scenario, lane: '\u001b[2J' } },
      'found "\\x1b[2J", expected',
    ],
    [
      'a severity that is none',
      { ...replay, saw: { severity: 'may', message: '', timeline: '' } },
      'at saw.severity found "may"',
    ],
    ['no object', [], 'at format found nothing'],
  ];
  for (const [what, value, message] of refused) {
    it(`is refused with ${what}`, () => {
      writeFileSync(file, JSON.stringify(value));
      expect(() => readReplayFile(file)).to.throw(SadpathError, message);
    });
  }

  it('says what to do', () => {
    writeFileSync(file, '{');
    expect(() => readReplayFile(file)).to.throw(
      SadpathError,
      /^Failed to read the replay file .*x\.json: it is not JSON\. Pass the id of a finding of the last run, or a file that sadpath run has written\.$/,
    );
    expect(() => readReplayFile(join(folder, 'none.json'))).to.throw(SadpathError, 'ENOENT');
    expect(() => readReplayFile(folder)).to.throw(SadpathError, 'EISDIR');
  });

  it('never throws anything but a SadpathError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        writeFileSync(file, text);
        expect(() => readReplayFile(file)).to.throw(SadpathError);
      }),
    );
  });
});
