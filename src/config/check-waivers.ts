import { checks } from '../checks/table.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Waiver } from '../model/waiver.ts';
import { sequences } from '../scenarios/sequences.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';

/**
 * Refuses waivers for what does not exist: nobody would ever know that they cover nothing.
 *
 * @throws {SadpathError} naming the waiver, and what it might have meant.
 */
export function checkWaivers(waivers: readonly Waiver[], clients: readonly ClientFacts[]): void {
  const known = checks.map(({ id }) => id);
  for (const { check, requirement, client } of waivers) {
    const named = clients.filter((one) => client === undefined || one.client === client);
    if (!known.includes(check)) throw refused(check, 'check', `the checks are ${known.join(', ')}`);
    if (named.length === 0)
      throw refused(client ?? '', 'client', `the clients are ${clients.map((one) => one.client).join(', ')}`);
    const isKnown = named.some(({ provider }) => requirementsFor(provider).some(({ id }) => id === requirement));
    if (!isKnown && requirement !== sequences.id)
      throw refused(requirement, 'requirement', 'no catalogue of these clients has it (any more); see `sadpath list`');
  }
}

function refused(name: string, what: string, because: string): SadpathError {
  return new SadpathError({
    to: `use a waiver for the ${what} "${plain(name, 100)}"`,
    because,
    next: 'Correct it in the waiver file, or take it out.',
  });
}
