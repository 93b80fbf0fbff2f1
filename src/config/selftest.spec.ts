import { expect } from 'chai';
import { badFixtures } from '../fixtures/bad.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import { soundFixtures } from '../fixtures/sound.ts';
import { selftest } from './selftest.ts';
import type { SelftestResult } from './selftest-result.ts';

function named(list: readonly Fixture[], name: string): Fixture {
  const found = list.find((fixture) => fixture.name === name);
  if (found) return found;
  throw new Error(`there is no fixture ${name}`);
}

function summary({ mistakes }: SelftestResult): string[] {
  return mistakes.map(({ kind, fixture, check, reasons }) => `${kind} ${fixture} by ${check}: ${reasons[0]}`);
}

describe('the selftest', function () {
  this.timeout(120_000);
  let result: SelftestResult;

  // What a reply of 50 MB costs takes a third of the time of all others together: it is asked of a few by day.
  const whole = process.env.SADPATH_TESTS === 'all';
  const ofMemory = ({ check }: Fixture): boolean => check === 'robust.bounded';
  const badOnes = badFixtures.filter((fixture) => whole || !ofMemory(fixture));

  before(async () => {
    result = await selftest({ fixtures: [...badOnes, ...soundFixtures] });
  });

  it('catches each bad client by the check that it belongs to', () => {
    expect(summary(result).filter((line) => line.startsWith('missed'))).to.deep.equal([]);
    for (const { check, bad, caught } of result.checks) expect(caught, check).to.equal(bad);
    expect(result.checks.reduce((sum, { caught }) => sum + caught, 0)).to.equal(badOnes.length);
  });

  it('says nothing of the sound ones', () => {
    expect(summary(result).filter((line) => line.startsWith('noisy'))).to.deep.equal([]);
    for (const { check, sound, silent } of result.checks) {
      expect([sound, silent], check).to.deep.equal([soundFixtures.length, soundFixtures.length]);
    }
  });

  it('tells a client that takes many times the size of a reply from one that reads it', async () => {
    const pair = [named(badFixtures, 'paysg-keeps-bytes-as-numbers'), named(soundFixtures, 'paysg-answers-first')];
    const { mistakes, checks } = await selftest({ fixtures: pair });
    expect(mistakes).to.deep.equal([]);
    expect(checks.find(({ check }) => check === 'robust.bounded')).to.include({
      bad: 1,
      caught: 1,
      sound: 1,
      silent: 1,
    });
  });

  it('misses a sound client that is said to be bad', async () => {
    const claimed = { ...named(soundFixtures, 'paysg-flat'), check: 'retry.key', shownBy: ['paysg/statuses/500'] };
    const { mistakes, checks } = await selftest({ fixtures: [claimed] });
    expect(mistakes).to.have.length(1);
    expect(mistakes[0]).to.include({ kind: 'missed', fixture: 'paysg-flat', check: 'retry.key' });
    expect(mistakes[0]?.reasons[0]).to.contain('createPayment: 500 ×∞: pass');
    expect(checks.find(({ check }) => check === 'retry.key')).to.include({ bad: 1, caught: 0, sound: 0 });
  });

  it('blames a bad client that is said to be sound', async () => {
    const bad = named(badFixtures, 'paysg-failed-after-500');
    const { check: _, ...claimed } = bad;
    const { mistakes, checks } = await selftest({ fixtures: [bad, claimed] });
    expect(mistakes.map(({ kind, check }) => [kind, check])).to.deep.equal([
      ['noisy', 'money.belief'],
      ['noisy', 'classify.outcome'],
    ]);
    expect(mistakes[0]?.reasons[0]).to.contain('must: told the caller `failed`, but the provider made 1 session');
    expect(checks.find(({ check }) => check === 'money.belief')).to.include({ bad: 1, caught: 1, sound: 1, silent: 0 });
  });
});
