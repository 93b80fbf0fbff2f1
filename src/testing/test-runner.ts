import { SadpathError } from '../model/failure.ts';

/** Defines one test, in any runner: `it('adds', () => {}, 1000)`. */
export interface DefineTest {
  (title: string, body: () => Promise<void>, timeoutMs?: number): unknown;
  skip(title: string, body: () => void): unknown;
}

/** What `conformance` needs of a test runner: its own functions, as they are. */
export interface TestRunner {
  describe(title: string, body: () => void): unknown;
  it: DefineTest;
  /** What runs after the tests of a suite: mocha and node:test say `after`, vitest and jest `afterAll`. */
  after?(body: () => void): unknown;
  afterAll?(body: () => void): unknown;
}

/**
 * The runner's functions where it made them global, as mocha and jest do.
 *
 * @throws {SadpathError} where there are none.
 */
export function globalRunner(): TestRunner {
  const { describe, it, after, afterAll } = globalThis as Partial<TestRunner>;
  if (describe && it) return { describe, it, ...(after ? { after } : {}), ...(afterAll ? { afterAll } : {}) };
  throw new SadpathError({
    to: 'define the tests of conformance()',
    because: 'there is no global describe and it',
    next: 'Import them from your test runner and pass them: conformance(client, { runner: { describe, it, after } }).',
  });
}

/** Gives a mocha test the time that the others take as an argument. */
export function allowTime(test: unknown, timeoutMs: number): void {
  if (typeof test !== 'object' || test === null || !('timeout' in test)) return;
  if (typeof test.timeout === 'function') test.timeout(timeoutMs);
}
