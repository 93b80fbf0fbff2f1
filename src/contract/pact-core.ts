import type * as PactCore from '@pact-foundation/pact-core';
import { SadpathError } from '../model/failure.ts';

/** Pact's own library. */
export type Pact = typeof PactCore;

/** The package that holds it: without the heavier one for tests on top of it, which asks an analytics service at install. */
export const pactPackage = '@pact-foundation/pact-core';

/** Pact's number for version 4 of its format. */
export const version4 = 5;

/**
 * Loads Pact, when it is first needed: it is native code, and an optional peer.
 *
 * @throws {SadpathError} when it is not installed, or does not run on this machine.
 */
export async function loadPact(to: string): Promise<Pact> {
  try {
    return await import('@pact-foundation/pact-core');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw new SadpathError({
      to,
      because: missing ? `${pactPackage} is not installed` : `${pactPackage} cannot be loaded (${error})`,
      next: `Run \`npm install --save-dev ${pactPackage}@20.2.0\`.`,
      cause: error,
    });
  }
}
