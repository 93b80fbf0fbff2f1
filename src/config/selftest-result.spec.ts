import { expect } from 'chai';
import { checks } from '../checks/table.ts';
import { badFixtures } from '../fixtures/bad.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import { soundFixtures } from '../fixtures/sound.ts';
import { fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import type { Played } from './selftest-play.ts';
import { resultOf } from './selftest-result.ts';

const [sound] = soundFixtures;
const bad = badFixtures.find(({ check }) => check === 'retry.key');

function played(tape: string, said: Record<string, Verdict>): Played {
  const verdicts = { ...Object.fromEntries(checks.map(({ id }) => [id, pass])), ...said };
  const scenario = {
    format: 1 as const,
    provider: 'banked',
    requirement: 'banked/errors/internal',
    group: '',
    calls: [],
    tape,
    lane: 'auto' as const,
  };
  return { tape, judged: { id: tape, scenario, operation: 'createPaymentSession', verdicts } };
}

function result(...entries: [Fixture | undefined, Played[]][]) {
  return resultOf(new Map(entries.flatMap(([fixture, scenarios]) => (fixture ? [[fixture, scenarios]] : []))));
}

function row(of: ReturnType<typeof resultOf>, check: string) {
  return of.checks.find((one) => one.check === check);
}

describe('the result of a selftest', () => {
  it('has a row for every check, in the order of the table', () => {
    expect(result().checks.map(({ check }) => check)).to.deep.equal(checks.map(({ id }) => id));
  });

  it('counts a bad client as caught when its check fails once', () => {
    const all = result([bad, [played('a', {}), played('b', { 'retry.key': fail('should', 'another key') })]]);
    expect(row(all, 'retry.key')).to.deep.equal({ check: 'retry.key', bad: 1, caught: 1, sound: 0, silent: 0 });
    expect(all.mistakes).to.deep.equal([]);
  });

  it('counts a bad client as missed when only another check fails, and says what its own said', () => {
    const other = { 'money.once': fail('must', 'twice'), 'retry.key': notApplicable('the client sends no key') };
    const all = result([bad, [played('a', other), played('b', {}), played('b', {})]]);
    expect(row(all, 'retry.key')).to.include({ bad: 1, caught: 0 });
    expect(row(all, 'money.once')).to.include({ bad: 0, caught: 0 });
    expect(all.mistakes).to.have.length(1);
    expect(all.mistakes[0]).to.include({ kind: 'missed', check: 'retry.key', fixture: bad?.name, about: bad?.about });
    expect(all.mistakes[0]?.reasons).to.deep.equal(['a: not-applicable: the client sends no key', 'b: pass']);
  });

  it('counts a sound client as blamed by each check that failed, whatever its severity', () => {
    const said = { 'money.once': fail('must', 'twice'), 'retry.after': fail('should', 'too soon') };
    const all = result([sound, [played('a', said), played('b', {})]]);
    expect(all.mistakes.map(({ kind, check, reasons }) => [kind, check, reasons])).to.deep.equal([
      ['noisy', 'money.once', ['a: must: twice']],
      ['noisy', 'retry.after', ['a: should: too soon']],
    ]);
    expect(row(all, 'money.once')).to.include({ sound: 1, silent: 0 });
    expect(row(all, 'retry.key')).to.include({ sound: 1, silent: 1 });
  });

  it('does not take for sound what could not be judged', () => {
    const all = result([sound, [played('a', { 'retry.key': inconclusive('the control failed') })]]);
    expect(all.mistakes.map(({ check, reasons }) => [check, reasons])).to.deep.equal([
      ['retry.key', ['a: inconclusive: the control failed']],
    ]);
  });

  for (const scenarios of [[], [{ tape: 'a', reason: 'the child process ended' }]]) {
    it(`misses and blames whom it could not play (${scenarios.length} scenarios)`, () => {
      const all = result([bad, scenarios], [sound, scenarios]);
      const reason = scenarios.length === 0 ? 'nothing of it could be played' : 'a: the child process ended';
      expect(all.mistakes).to.have.length(1 + checks.length);
      for (const { reasons } of all.mistakes) expect(reasons).to.deep.equal([reason]);
    });
  }
});
