import { expect } from 'chai';
import type { ReplayFile } from '../history/replay-file.ts';
import { type Saw, timelineHash } from '../history/saw.ts';
import type { TraceEvent } from '../model/trace.ts';
import { fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { type Became, exitCodeOfAll, type PlayedAgain, whatBecame } from './what-became.ts';

const timeline: TraceEvent[] = [{ at: 0, event: 'called', call: 'a', operation: 'pay' }];
const saw: Saw = {
  severity: 'must',
  message: 'two payments',
  timeline: timelineHash(timeline),
  held: ['retry.key', 'retry.after'],
};
const file: ReplayFile = {
  format: 1,
  client: 'shop',
  seed: 1,
  check: 'money.once',
  finding: 'money.once-1',
  scenario: {
    format: 1,
    provider: 'banked',
    requirement: 'r',
    group: 'g',
    calls: [{ id: 'a', operation: 'pay', intent: 'pay-1', start: 'first' }],
    tape: '500',
    lane: 'auto',
  },
  saw,
};
const { saw: _, ...old } = file;
const same = fail('must', 'two payments');

function again(verdict: Verdict, others: Record<string, Verdict> = {}, moment = timeline): PlayedAgain {
  const verdicts = { 'money.once': verdict, 'retry.key': pass, 'retry.after': pass, 'classify.code': pass, ...others };
  return { verdicts, evidence: { ledger: [], timeline: moment } };
}

describe('what became of a finding', () => {
  const failed: Became = { word: 'FAILED', now: 'fails' };
  const fixed: Became = { word: 'FIXED', now: 'fine' };
  const changed = (now: Became['now'], why: string): Became => ({ word: 'CHANGED', why, now });
  const later: TraceEvent[] = [{ at: 1, event: 'called', call: 'a', operation: 'pay' }];

  const cases: [string, Became, PlayedAgain, ReplayFile?][] = [
    ['it passes', fixed, again(pass)],
    ['it has nothing to judge any more', fixed, again(notApplicable('no second attempt'))],
    ['it fails as it did', failed, again(same)],
    ['what failed beside it still fails', failed, again(same, { 'classify.code': fail('must', 'no code') })],
    ['it passes, and what failed beside it still fails', fixed, again(pass, { 'classify.code': fail('must', 'no') })],
    ['an old file does not say what was seen', failed, again(fail('should', 'three payments')), old],
    ['it passes, and the file is old', fixed, again(pass, { 'retry.key': fail('must', 'other key') }), old],
    ['it is less grave', changed('fails', 'it is a should now, and was a must'), again(fail('should', 'two payments'))],
    [
      'it says something else',
      changed('fails', 'it fails in another way: three\\npayments (it was: two payments)'),
      again(fail('must', 'three\npayments')),
    ],
    [
      'it happens at another time',
      changed('fails', 'it fails in the same words, and what happens on the way there is not the same as it was'),
      again(same, {}, later),
    ],
    [
      'it fails, and another check with it that did not',
      changed('fails', 'it fails as it did, and retry.key fails, which it did not: other key'),
      again(same, { 'retry.key': fail('should', 'other key') }),
    ],
    [
      'it passes, and other checks fail that did not',
      changed(
        'fails',
        'money.once does not fail any more, and retry.key fails, which it did not: other key; retry.after fails, which it did not: too soon',
      ),
      again(pass, { 'retry.key': fail('must', 'other key'), 'retry.after': fail('should', 'too soon') }),
    ],
    [
      'it cannot be judged',
      changed('unjudged', 'money.once is inconclusive now: the control failed'),
      again(inconclusive('the control failed')),
    ],
    [
      'it cannot be judged, and another check fails',
      changed('fails', 'money.once is inconclusive now: a cap was hit, and retry.key fails, which it did not: k'),
      again(inconclusive('a cap was hit'), { 'retry.key': fail('must', 'k') }),
    ],
    [
      'there is no such check',
      changed('unjudged', 'there is no check money.none any more'),
      again(pass),
      { ...file, check: 'money.none' },
    ],
  ];
  for (const [what, became, played, of = file] of cases) {
    it(`is ${became.word} where ${what}`, () => {
      expect(whatBecame(of, played)).to.deep.equal(became);
    });
  }

  it('is CHANGED where the check is switched off: nobody has judged it', () => {
    const why = "money.once is switched off by the client's rules";
    expect(whatBecame(file, again(notApplicable('off')), ['money.once'])).to.deep.equal(changed('unjudged', why));
    expect(whatBecame(file, again(pass), ['retry.key'])).to.deep.equal(fixed);
  });

  it('ends a command with 1 for a failure, 3 for what could not be judged, else 0', () => {
    const doubt = changed('unjudged', 'x');
    expect(exitCodeOfAll([fixed, doubt, failed])).to.equal(1);
    expect(exitCodeOfAll([changed('fails', 'x')])).to.equal(1);
    expect(exitCodeOfAll([fixed, doubt])).to.equal(3);
    expect(exitCodeOfAll([fixed, fixed])).to.equal(0);
  });
});
