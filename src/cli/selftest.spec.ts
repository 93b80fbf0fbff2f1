import { expect } from 'chai';
import type { SelftestResult } from '../config/selftest-result.ts';
import { ansiPaint, noPaint } from '../report/paint.ts';
import { selftestCommand, selftestText } from './selftest.ts';

const right: SelftestResult = {
  checks: [
    { check: 'money.once', bad: 4, caught: 4, sound: 10, silent: 10 },
    { check: 'money.belief', bad: 3, caught: 3, sound: 10, silent: 10 },
  ],
  mistakes: [],
};

const wrong: SelftestResult = {
  checks: [
    { check: 'money.once', bad: 4, caught: 3, sound: 10, silent: 10 },
    { check: 'money.belief', bad: 3, caught: 3, sound: 10, silent: 9 },
    { check: 'retry.new', bad: 0, caught: 0, sound: 10, silent: 10 },
  ],
  mistakes: [
    { kind: 'missed', check: 'money.once', fixture: 'banked-a', about: 'Pays twice.', reasons: ['500: pass'] },
    {
      kind: 'noisy',
      check: 'money.belief',
      fixture: 'paysg-b',
      about: 'Does right.',
      reasons: [1, 2, 3, 4, 5, 6, 7].map((number) => `${number}: must: told the caller`),
    },
  ],
};

describe('the text of a selftest', () => {
  it('is a table and a sentence when everything is as it should be', () => {
    expect(selftestText(right, noPaint).split('\n')).to.deep.equal([
      'check         bad caught  sound silent',
      'money.once           4/4         10/10',
      'money.belief         3/3         10/10',
      '',
      'All 7 bad clients were caught, and nothing was said of the 10 sound ones.',
    ]);
  });

  it('tells below the table who was missed or blamed, and why', () => {
    const lines = selftestText(wrong, noPaint).split('\n');
    expect(lines).to.include('missed banked-a (money.once): Pays twice.').and.include('  500: pass');
    expect(lines).to.include('noisy paysg-b (money.belief): Does right.').and.include('  5: must: told the caller');
    expect(lines).to.include('  and 2 more').and.not.include('  6: must: told the caller');
    expect(lines.at(-1)).to.equal('1 of 7 bad clients were missed; sound ones were blamed 1 times.');
  });

  it('paints what is right green, and what is wrong or proves nothing red', () => {
    const painted = selftestText(wrong, (style, text) => (style === 'dim' ? text : `<${style}>${text.trim()}`));
    expect(painted).to.contain('<red>3/4').and.contain('<red>9/10').and.contain('<green>10/10');
    expect(painted).to.contain('<red>0/0').and.not.contain('<green>0/0');
    expect(selftestText(right, ansiPaint)).to.contain('\u001b[32m');
  });

  it('takes a number of workers and nothing else', () => {
    expect(selftestCommand.words).to.deep.equal([0, 0]);
    expect(Object.keys(selftestCommand.flags)).to.deep.equal(['workers', 'json']);
  });
});
