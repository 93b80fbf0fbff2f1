import * as v from 'valibot';
import { readProvider } from '../catalogue/define-provider.ts';
import { checks } from '../checks/table.ts';
import type { ClientDefinition } from '../model/client.ts';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { clientSchema } from './client-schema.ts';

/**
 * Describes the client under test. Returns what it was given, checked.
 *
 * @example
 * defineClient({
 *   name: 'our-banked-client',
 *   provider: banked,
 *   create: ({ baseUrl, credentials }) => new BankedClient({ baseUrl, ...credentials }),
 *   operations: {
 *     createPaymentSession: (client, { input, idempotencyKey }) => client.create(input, idempotencyKey),
 *   },
 *   interpret: ({ threw, error }) => (threw ? error.belief : { outcome: 'succeeded' }),
 * });
 * @throws {SadpathError} naming the client, the place in the definition, what was found and what was expected.
 */
export function defineClient<C>(definition: ClientDefinition<C, C>): ClientDefinition {
  checkClient(definition);
  return definition;
}

/**
 * Checks what only a run can know of a client: its types may have been written by nobody.
 *
 * @throws {SadpathError} like {@link defineClient}.
 */
export function checkClient(definition: ClientDefinition): void {
  const name = typeof definition?.name === 'string' ? ` "${definition.name}"` : '';
  const checked = v.safeParse(clientSchema, definition);
  if (!checked.success)
    throw new SadpathError({ to: `define the client${name}`, because: explainIssues(checked.issues) });
  // What defineProvider has made is frozen; anything else may be no catalogue at all.
  if (!Object.isFrozen(definition.provider)) readProvider(definition.provider);
  for (const [key, operation] of Object.entries(definition.operations)) {
    checkUses(definition, key, typeof operation === 'function' ? undefined : operation.uses);
  }
  checkRules(definition);
}

/** A check that is switched off under a wrong name would go on, and nobody would know why. */
function checkRules({ name, rules = {} }: Pick<ClientDefinition, 'name' | 'rules'>): void {
  const known = checks.map(({ id }) => id);
  const unknown = Object.keys(rules).find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new SadpathError({
    to: `define the client "${name}"`,
    because: `rules switches "${unknown}" off, and there is no such check`,
    next: `There are ${known.join(', ')}.`,
  });
}

function checkUses(definition: Pick<ClientDefinition, 'name' | 'provider'>, key: string, uses: string[] = [key]): void {
  const known = Object.keys(definition.provider.operations);
  const unknown = uses.find((operation) => !known.includes(operation));
  if (unknown === undefined) return;
  throw new SadpathError({
    to: `define the client "${definition.name}"`,
    because: `operations.${key} uses "${unknown}", which ${definition.provider.id} does not have`,
    next: `Name it as the catalogue does (${known.join(', ')}), or say which of these it talks to with uses: [...].`,
  });
}
