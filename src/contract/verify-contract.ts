import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import { readContract, type WrittenInteraction } from './contract-file.ts';
import { serveProvider, verifierPaths } from './provider-server.ts';
import { simulatedProvider } from './simulated-provider.ts';
import { runVerifier, type VerifierResults } from './verifier.ts';

/** How one interaction came out. */
export interface VerifiedInteraction {
  key: string;
  /** What did not match, in words; empty where it holds. */
  faults: string[];
}

/** How a contract came out, interaction by interaction, in the order of the file. */
export interface Verification {
  interactions: VerifiedInteraction[];
  /** What Pact printed. */
  output: string;
}

/** Against whom a contract is verified. */
export type Against =
  | { simulator: Provider }
  | {
      /** The provider's own, without a path. */
      url: string;
      headers: Record<string, string>;
      /** Where it can be put into states, and asked for events; when left out, nowhere. */
      states?: string;
      events?: string;
    };

/**
 * Has Pact verify a pact file, and accounts for every interaction in it.
 *
 * @throws {SadpathError} when the file is none, holds nothing, or Pact gives no result.
 */
export async function verifyContract(pact: string, against: Against): Promise<Verification> {
  const { provider, interactions, metadata } = readContract(pact);
  const because = whyNotWhole(interactions.length, metadata.sadpath?.interactions);
  if (because !== undefined) {
    throw new SadpathError({
      to: `verify ${pact}`,
      because,
      next: 'Write it anew with `sadpath contract write`.',
    });
  }
  const results = await ('simulator' in against
    ? ofSimulator(pact, against.simulator)
    : runVerifier({
        pact,
        provider: provider.name,
        baseUrl: against.url,
        headers: against.headers,
        ...(against.states !== undefined && { states: against.states }),
        ...(against.events !== undefined && { events: against.events }),
      }));
  return {
    interactions: interactions.map((interaction) => accountFor(interaction, results)),
    output: results.output,
  };
}

function whyNotWhole(found: number, written: string | undefined): string | undefined {
  if (found === 0) return 'it holds no interaction, and of nothing everything holds';
  if (written === undefined || written === String(found)) return undefined;
  return `${written} interactions were written into it, and ${found} are there`;
}

async function ofSimulator(pact: string, provider: Provider): Promise<VerifierResults> {
  const server = await serveProvider(simulatedProvider(provider));
  const baseUrl = `http://127.0.0.1:${server.port}`;
  try {
    return await runVerifier({
      pact,
      provider: provider.id,
      baseUrl,
      headers: {},
      states: `${baseUrl}${verifierPaths.states}`,
      events: `${baseUrl}${verifierPaths.events}`,
    });
  } finally {
    await server.close();
  }
}

/** Exactly one result, by name, and it is good: Pact itself is content with none at all. */
function accountFor({ key, description, pending }: WrittenInteraction, results: VerifierResults): VerifiedInteraction {
  const name = key ?? description;
  const own = results.interactionResults.filter((result) => (result.interactionKey ?? result.description) === name);
  const [result] = own;
  if (result === undefined) return { key: name, faults: ['Pact has no result for it'] };
  if (own.length > 1) return { key: name, faults: [`Pact has ${own.length} results for it`] };
  if (pending || result.pending) return { key: name, faults: ['it is pending: Pact lets it pass whatever comes'] };
  if (result.result === 'OK') return { key: name, faults: [] };
  const told = (result.mismatch?.mismatches ?? []).map(wordsOf);
  return { key: name, faults: told.length > 0 ? told : [`Pact says ${result.result}`] };
}

function wordsOf(mismatch: Record<string, unknown>): string {
  const path = typeof mismatch.path === 'string' ? `${mismatch.path}: ` : '';
  return `${path}${typeof mismatch.mismatch === 'string' ? mismatch.mismatch : JSON.stringify(mismatch)}`;
}
