import { clientFacts } from '../engine/client-facts.ts';
import type { ClientDefinition } from '../model/client.ts';
import { scenarios as ofFacts } from '../scenarios/arbitrary.ts';

/**
 * Scenarios of a client that no matrix has, as an arbitrary of fast-check: sequences of what its provider documents and of what goes wrong
 * on the way. They shrink to fewer and simpler steps.
 *
 * @example
 * await fc.assert(
 *   fc.asyncProperty(scenarios(client), async (scenario) => {
 *     expect(await play(client, scenario)).to.respect('money.once');
 *   }),
 * );
 * @throws {SadpathError} for a client that the sandbox cannot play.
 */
export function scenarios(client: ClientDefinition): ReturnType<typeof ofFacts> {
  return ofFacts(clientFacts(client));
}
