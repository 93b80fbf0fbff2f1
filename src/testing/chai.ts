import type {} from 'chai';
import type { Category, Outcome } from '../model/outcome.ts';
import { counted } from '../report/amount.ts';
import type { PlayedTape } from './play.ts';

declare global {
  namespace Chai {
    interface Assertion {
      /** So many attempts in all: 1 is no retry. */
      attempts(count: number): Assertion;
      /** The waits between the attempts, in virtual milliseconds. */
      gaps(ms: number[]): Assertion;
      /** Exactly one thing happened at the provider. */
      oneEffect(): Assertion;
      /** So many things happened at the provider. */
      effects(count: number): Assertion;
      /** What the client told its caller. */
      believe(outcome: Outcome, category?: Category): Assertion;
      /** The provider's code reached the caller. */
      tellCode(code: string): Assertion;
      /** The call settled, within so many virtual milliseconds of its beginning. */
      settleWithin(ms: number): Assertion;
      /** Every Retry-After was waited for, or the client gave up. */
      honourRetryAfter(): Assertion;
      /** All attempts carried one idempotency key. */
      keepItsKey(): Assertion;
      /** No check fails, or the named one does not. A check that could not judge does not hold. */
      hold(check?: string): Assertion;
      /** The named check does not fail: it passes, or has nothing to judge. One that could not judge is not respected. */
      respect(check: string): Assertion;
    }
  }
}

/**
 * Chai assertions on what `play` gives back. Every message shows the timeline.
 *
 * @example
 * use(sadpathChai);
 * const played = await play(client, 'createPayment', '500 after-commit, ok');
 * expect(played).to.have.attempts(2).and.oneEffect().and.keepItsKey();
 * expect(played).to.believe('succeeded');
 */
export function sadpathChai(chai: Chai.ChaiStatic, { flag }: Chai.ChaiUtils): void {
  const { Assertion, AssertionError } = chai;

  function define<Given extends unknown[]>(
    name: string,
    judge: (played: PlayedTape, ...given: Given) => Opinion,
  ): void {
    Assertion.addMethod(name, function (this: Chai.AssertionStatic, ...given: Given) {
      const played: unknown = flag(this, 'object');
      if (!isPlayed(played)) throw new AssertionError(`expected what play() gives back, to ask it for ${name}()`);
      const { holds, expected, found } = judge(played, ...given);
      const { client, operation, tape, timeline } = played;
      const told = (not: string): string =>
        `expected ${client} ${not}to ${expected} when ${operation} meets "${tape}", and it ${found}\n\n${timeline}\n`;
      this.assert(holds, told(''), told('not '), undefined);
    });
  }

  define('attempts', ({ attempts }, count: number) => ({
    holds: attempts === count,
    expected: `make ${counted(count, 'attempt')}`,
    found: `made ${attempts}`,
  }));
  define('gaps', ({ gapsMs }, ms: number[]) => ({
    holds: gapsMs.length === ms.length && gapsMs.every((gap, index) => gap === ms[index]),
    expected: `wait ${list(ms)} ms between its attempts`,
    found: `waited ${list(gapsMs)}`,
  }));
  define('oneEffect', (played) => effects(played, 1));
  define('effects', effects);
  define('believe', ({ belief }, outcome: Outcome, category?: Category) => ({
    holds: belief?.outcome === outcome && (category === undefined || belief.category === category),
    expected: `tell its caller ${[outcome, category ?? []].flat().join(', ')}`,
    found: belief ? `told ${[belief.outcome, belief.category ?? []].flat().join(', ')}` : 'told nothing',
  }));
  define('tellCode', ({ belief }, code: string) => {
    const codes = [...new Set([belief?.code ?? [], belief?.codes ?? []].flat())];
    return {
      holds: codes.includes(code),
      expected: `tell the code ${code}`,
      found: `told ${list(codes)}`,
    };
  });
  define('settleWithin', ({ settledAt }, ms: number) => ({
    holds: settledAt !== undefined && settledAt <= ms,
    expected: `settle within ${ms} ms`,
    found: settledAt === undefined ? 'never settled' : `settled after ${settledAt} ms`,
  }));
  define('honourRetryAfter', (played) => check(played, 'retry.after'));
  define('keepItsKey', (played) => check(played, 'retry.key'));
  define('respect', (played, id: string) => {
    const { holds, ...opinion } = check(played, id);
    const idle = played.verdicts[id]?.verdict === 'not-applicable';
    return { ...opinion, holds: holds || idle, expected: `respect ${id}` };
  });
  define('hold', (played, id?: string) => (id === undefined ? everyCheck(played) : check(played, id)));
}

interface Opinion {
  holds: boolean;
  /** Follows "expected it to". */
  expected: string;
  /** Follows "and it". */
  found: string;
}

function effects({ effects: happened }: PlayedTape, count: number): Opinion {
  const kinds = happened.map(({ kind, at }) => `${kind} at ${at} ms`);
  return {
    holds: happened.length === count,
    expected: `bring about ${counted(count, 'effect')}`,
    found: `brought about ${happened.length === 0 ? 'none' : `${happened.length}: ${kinds.join(', ')}`}`,
  };
}

/** What has no premise is no promise kept: `not-applicable` does not hold, and neither does what could not be judged. */
function check({ verdicts }: PlayedTape, id: string): Opinion {
  const verdict = verdicts[id];
  const reason = verdict === undefined ? `there is no such check (${Object.keys(verdicts).join(', ')})` : told(verdict);
  return { holds: verdict?.verdict === 'pass', expected: `hold ${id}`, found: `did not: ${reason}` };
}

function everyCheck({ verdicts }: PlayedTape): Opinion {
  const broken = Object.entries(verdicts).filter(([, { verdict }]) => verdict === 'fail' || verdict === 'inconclusive');
  const found = broken.map(([id, verdict]) => `${id}: ${told(verdict)}`);
  return { holds: broken.length === 0, expected: 'hold every check', found: `did not: ${found.join('; ')}` };
}

function told(verdict: PlayedTape['verdicts'][string]): string {
  switch (verdict.verdict) {
    case 'pass':
      return 'it passed';
    case 'fail':
      return verdict.message;
    case 'inconclusive':
    case 'not-applicable':
    case 'waived':
      return `${verdict.verdict}, ${verdict.reason}`;
  }
}

function isPlayed(value: unknown): value is PlayedTape {
  return (
    typeof value === 'object' && value !== null && 'verdicts' in value && 'timeline' in value && 'attempts' in value
  );
}

function list(parts: readonly (string | number)[]): string {
  return parts.length === 0 ? 'none' : parts.join(', ');
}
