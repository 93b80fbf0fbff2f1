import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import type { ContractFacts } from '../model/contract.ts';
import type { ClientStarted, RunEvent } from '../model/event.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import {
  called,
  clientStarted,
  control,
  effect,
  failed,
  fullContract,
  judged,
  reply,
  request,
  runStarted,
  settled,
} from './sample-run.spec.ts';
import { renderText, type TextOptions } from './text.ts';

const text = (events: RunEvent[], options: Partial<TextOptions> = {}) =>
  renderText(buildReport([runStarted(), ...events]), { color: false, ...options });

const twice = [
  called(0),
  request(0, 1),
  effect(0),
  reply(0, 1, '500 server_error', { ambiguous: true }),
  request(500, 2, { key: 'key#2' }),
  effect(500),
  reply(500, 2, '201 ok'),
  settled(500),
];

const bad: RunEvent[] = [
  clientStarted('shop', [
    'banked/errors/server_error',
    'banked/errors/no_funds',
    'banked/rules/key',
    '-banked/rules/log',
  ]),
  control('shop', 'pay'),
  control('shop', 'refund', { passed: false, reason: 'the client told failed' }),
  failed('shop', 0, 'banked/errors/server_error', 'money.once', 'must', {
    message: 'two sessions were made for one intent: the second attempt carried a new key.',
    tape: '500 server_error after-commit, ok',
    timeline: twice,
    effects: 2,
  }),
  failed('shop', 1, 'banked/errors/server_error', 'retry.key', 'must', { message: 'the key changed' }),
  failed('shop', 2, 'banked/errors/no_funds', 'retry.key', 'must', {
    message: 'the key changed from attempt 1 to 2',
    belief: { outcome: 'failed' },
  }),
  failed('shop', 3, 'banked/errors/no_funds', 'classify.code', 'should', { message: 'the code is lost', effects: 0 }),
  judged('shop', 4, 'banked/rules/key', { 'retry.key': inconclusive('the happy path failed') }),
];

describe('the terminal report', () => {
  it('begins with the worst finding, its timeline and the command that repeats it', () => {
    expect(text(bad)).to.equal(`\
✗ shop, pay: two sessions were made for one intent: the second attempt carried a new key.
  must money.once · banked/errors/server_error · tape "500 server_error after-commit, ok" · seen in
  1 scenario

      0 ms  ▶ pay is called for pay-1
      0 ms  → POST /pay, idempotency key#1
      0 ms  ● session made for pay-1, the reply does not say so
      0 ms  ← 500 server_error
    500 ms  → POST /pay, attempt 2, new key#2
    500 ms  ● session made for pay-1 AGAIN
    500 ms  ← 201 ok
    500 ms  ■ returned; its caller is told: succeeded

  Repeat it: npx sadpath replay money.once-c81d3f11

3 more findings, by check (npx sadpath replay ⟨id⟩):
  2×  must    retry.key-030d68f9      the key changed from attempt 1 to 2
  1×  should  classify.code-1c446547  the code is lost

shop against banked: 0 of 3 requirements held, 2 failed, 1 inconclusive, 1 more to judge by hand.
  1 call took effect more than once.
  1 call was told failed although the call took effect.
  1 call was told succeeded although nothing happened.
  The happy path of refund failed: the client told failed
  Inconclusive, because:
    the happy path failed (1 requirement)
`);
  });

  it('is short without findings, and says what was proven', () => {
    const good = [
      clientStarted('shop', ['r1', 'r2', '-r3']),
      control('shop', 'pay'),
      judged('shop', 0, 'r1', { 'money.once': pass, 'classify.outcome': pass, 'secret.kept': notApplicable('none') }),
      judged('shop', 1, 'r2', { 'retry.key': pass }),
    ];
    expect(text(good)).to.equal(`\
✓ No finding in 2 scenarios of banked.
  money     nothing took effect twice, and no caller was told the wrong thing about it
  classify  each failure was told as what it is
  retry     what was sent again was allowed, in time, and under the right key

shop against banked: 2 of 2 requirements held, 1 more to judge by hand.
`);
  });

  it('tells apart what the client did, what the simulator keeps, and what a sandbox was asked', () => {
    const events = (contract: ClientStarted['contract'], provider = 'banked'): RunEvent[] => [
      clientStarted('shop', ['banked/errors/one', 'wire/html'], { provider, ...(contract && { contract }) }),
      judged('shop', 0, 'banked/errors/one', { 'money.once': pass }),
      judged('shop', 1, 'wire/html', { 'money.once': inconclusive('not delivered') }),
    ];
    expect(text(events(fullContract))).to.contain(`
shop against banked: 1 of 2 requirements held, 1 inconclusive.
  Handled by the client: 1 of 1 documented rows
  Kept by the simulator: all 45 interactions of its contract
  Verified against a sandbox: 2 of 45 interactions do not hold, on 2026-11-20 by ada, at
    https://sandbox.banked.test
  Inconclusive, because:
`);
    expect(text(events({ interactions: 45 }))).to.contain(`
  Kept by the simulator: not done
  Verified against a sandbox: not done
`);
    const painted = text(events(fullContract), { color: true, width: 60 });
    expect(painted.split('\n').filter((line) => line.includes('\u001b[31m'))).to.have.length(3);
    expect(stripVTControlCharacters(painted)).to.equal(text(events(fullContract), { width: 60 }));
    expect(text(events(undefined))).to.not.match(/Handled|Kept|Verified|contract/);
  });

  it('does not call proven what could not be established', () => {
    const open = [
      clientStarted('shop', ['r1']),
      judged('shop', 0, 'r1', { 'money.once': pass, 'retry.key': pass, 'retry.never': inconclusive('not delivered') }),
    ];
    expect(text(open)).to.equal(`\
? No finding in 1 scenario of banked, but not everything could be established.
  money     nothing took effect twice, and no caller was told the wrong thing about it

shop against banked: 0 of 1 requirements held, 1 inconclusive.
  Inconclusive, because:
    not delivered (1 requirement)
`);
    expect(text([clientStarted('shop', [])])).to.match(/^\? Nothing was played, so nothing is proven\.\n/);
    const controlled = (...passed: boolean[]) =>
      text([clientStarted('shop', []), ...passed.map((one, at) => control('shop', `pay-${at}`, { passed: one }))]);
    expect(controlled(true, true)).to.match(/^✓ 2 happy paths passed\. Nothing else was played\.\n/);
    expect(controlled(true, false)).to.match(/^\? 1 of 2 happy paths passed\.\n/);
    const noHappyPath = [
      clientStarted('shop', ['r1']),
      judged('shop', 0, 'r1', { 'a.b': pass }),
      control('shop', 'pay', { passed: false }),
    ];
    expect(text(noHappyPath))
      .to.match(/^\? No finding/)
      .and.to.include('  The happy path of pay failed\n');
  });

  it('lists at most so many checks, and counts the rest', () => {
    const checks = Array.from({ length: 15 }, (_, index) => `async.${String.fromCharCode(97 + index)}`);
    const events = checks.flatMap((check, index) => [
      failed('shop', index * 2, 'r1', check, 'must'),
      failed('shop', index * 2 + 1, 'r2', check, 'must'),
    ]);
    const lines = text([clientStarted('shop', ['r1', 'r2']), ...events]).split('\n');
    const start = lines.indexOf('29 more findings, by check (npx sadpath replay ⟨id⟩):');
    expect(start).to.be.above(0);
    expect(lines.slice(start + 1, start + 11).every((line) => /^ {2}[12]× {2}must {4}async\./.test(line))).to.equal(
      true,
    );
    expect(lines[start + 11]).to.match(/^ {2}and (9|10) more$/);
    const few = text([clientStarted('shop', ['r1', 'r2']), ...events], { limit: 2 });
    expect(few).to.match(/\n {2}and 2[56] more\n/);
  });

  it('puts the worst of all clients first, and names the clients then', () => {
    const two = [
      clientStarted('a', ['r1']),
      failed('a', 0, 'r1', 'retry.key', 'must', { message: 'of a' }),
      clientStarted('b', ['r1']),
      failed('b', 0, 'r1', 'money.once', 'must', { message: 'of b' }),
      failed('b', 1, 'r1', 'retry.key', 'must', { message: 'of b too' }),
    ];
    const shown = text(two);
    expect(shown).to.match(/^✗ b, pay: of b\n/);
    expect(shown).to.match(/1× {2}must {4}retry\.key-\w{8} {2}a: of a\n/);
    expect(shown).to.match(/1× {2}must {4}retry\.key-\w{8} {2}b: of b too\n/);
    expect(shown).to.match(/\na against banked: .*\n\nb against banked: /);
  });

  it('counts inconclusive reasons, the commonest first, and at most five', () => {
    const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'];
    const events = ids.map((id, index) =>
      judged('a', index, id, { 'a.b': inconclusive(index < 2 ? 'z' : `reason ${index}`) }),
    );
    events.push(judged('a', 9, 'r8', { 'a.b': notApplicable('another matter') }));
    expect(text([clientStarted('a', [...ids, 'r8']), ...events])).to.include(`\
  Inconclusive, because:
    z (2 requirements)
    reason 2 (1 requirement)
    reason 3 (1 requirement)
    reason 4 (1 requirement)
    reason 5 (1 requirement)
    and 1 reason more
`);
  });

  it('tells a mere consequence once, and a graver one all the same', () => {
    const events = [
      failed('a', 0, 'r1', 'money.once', 'must'),
      { ...failed('a', 1, 'r2', 'retry.never', 'should'), verdicts: two('retry.never', 'retry.key', 'should') },
      { ...failed('a', 2, 'r3', 'retry.key', 'should'), verdicts: two('retry.key', 'money.once', 'must') },
    ];
    const told = text([clientStarted('a', ['r1', 'r2', 'r3']), ...events]);
    expect(told).to.match(/3 more findings, by check/);
    expect(told)
      .to.match(/1× {2}must +money\.once-/)
      .and.match(/1× {2}should +retry\.never-/)
      .and.match(/1× {2}should +retry\.key-/);
    expect(told).to.contain('  1 other follows from these\n');
  });

  it('says nothing bad of beliefs that are right', () => {
    const fine = judged('a', 0, 'r1', { 'a.b': pass });
    const { effects: _none, ...read } = fine;
    const events = [
      fine,
      { ...fine, index: 1, effects: 0, belief: { outcome: 'failed' } } satisfies RunEvent,
      { ...fine, index: 2, belief: { outcome: 'unknown' } } satisfies RunEvent,
      { ...read, index: 3 } satisfies RunEvent,
    ];
    expect(text([clientStarted('a', ['r1']), ...events])).to.not.match(/call/);
    const { belief: _, ...silent } = fine;
    const told = text([clientStarted('a', ['r1']), silent, { ...silent, index: 1, effects: 2 }]);
    expect(told).to.include('  1 call took effect more than once.\n');
    expect(told).to.include('  2 calls were told nothing usable although the call took effect.\n');
  });

  it('keeps to the width', () => {
    for (const width of [70, 80, 120]) {
      for (const line of text(bad, { width }).split('\n')) expect(line.length, line).to.be.at.most(width);
    }
  });

  it('paints only when it is told to', () => {
    expect(text(bad)).to.not.include('\u001b');
    const painted = text(bad, { color: true });
    expect(painted.startsWith('\u001b[1m\u001b[31m✗ shop, pay')).to.equal(true);
    expect(stripVTControlCharacters(painted)).to.equal(text(bad));
  });

  it('shows hostile text, and neither obeys it nor lets it grow', () => {
    const evil = [
      '\u001b[2J\u001b]0;title\u0007',
      'a\nb\r',
      '</script><b>',
      '\u202egnp.exe',
      'x '.repeat(50_000),
      '\u009b1m',
    ];
    for (const words of evil) {
      const events = [
        clientStarted(words, ['r1', words], { provider: words, contract: signedBy(words) }),
        control(words, words, { passed: false, reason: words }),
        failed(words, 0, words, `money.${words}`, 'must', {
          message: words,
          tape: words,
          operation: words,
          timeline: twice,
        }),
        failed(words, 1, words, `retry.${words}`, 'must', { message: words, operation: words }),
        judged(words, 2, 'r1', { 'a.b': inconclusive(words) }),
      ];
      const shown = text(events);
      expect(shown.replaceAll('\n', '')).to.not.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(shown.length).to.be.below(5000);
    }
    expect(
      text([clientStarted('a', []), failed('a', 0, 'r', 'a.b', 'must', { message: '\u001b[31m</script>\n\u202e' })]),
    ).to.match(/^✗ a, pay: \\x1b\[31m<\/script>\\n\\u\{202e\}\n/);
  });
});

function signedBy(words: string): ContractFacts {
  return { interactions: 2, sandbox: { held: 1, of: 2, url: words, at: words, by: words } };
}

/** Two checks that failed in one scenario: the first a should, the other as grave as is said. */
function two(first: string, other: string, severity: 'must' | 'should') {
  return { [first]: fail('should', 'x'), [other]: fail(severity, 'x') };
}
