import type { ProviderInput } from '../../catalogue/define-provider.ts';
import { SadpathError } from '../../model/failure.ts';
import { plain } from '../../model/plain.ts';
import { accessOf, idempotencyOf } from './access-of-pact.ts';
import { slugOf } from './catalogue-words.ts';
import { envelopeOf } from './envelope-of-pact.ts';
import { operationGroups } from './operation-groups.ts';
import { operationsOf } from './operations-of-pact.ts';
import type { Pact, PactInteraction } from './pact.ts';
import { readErrors } from './read-errors.ts';
import type { Remark } from './remark.ts';
import { rowsOf } from './rows-of-pact.ts';

/** A catalogue as a pact shows it, and what its reader should know of it. */
export interface PactCatalogue {
  data: ProviderInput;
  remarks: Remark[];
}

/**
 * A whole catalogue out of a pact: its operations, and a row for everything that goes wrong in it. What the pact does not say is guessed, and
 * a remark says so.
 *
 * @param name of the file, for messages.
 * @throws {SadpathError} where nothing goes wrong in it, or a reply cannot be read.
 */
export function catalogueOf(pact: Pact, name: string): PactCatalogue {
  const { interactions } = pact;
  checkErrors(interactions, name);
  const groups = operationGroups(interactions);
  const made = operationsOf(groups);
  const read = readErrors(interactions);
  const { envelope, remarks: onEnvelope } = envelopeOf(read);
  const rows = rowsOf(read, (interaction) => groups.find((group) => group.interactions.includes(interaction))?.name);
  const access = accessOf(interactions, rows.errors);
  const { idempotency, error, unkeyed, remarks: onRepeats } = idempotencyOf(groups, made.operations, rows);
  const id = slugOf(pact.provider);
  const type = contentTypeOf(interactions);
  return {
    data: {
      id,
      title: titleOf(pact),
      source: { title: `Pact of ${shown(pact.consumer)} with ${shown(pact.provider)}`, revision: 'as it was imported' },
      origin: `https://${id}.sadpath.test`,
      credentials: access.credentials,
      authentication: access.authentication,
      envelope,
      ...(type === undefined ? {} : { envelopeType: type }),
      ...(idempotency ? { idempotency } : {}),
      operations: Object.fromEntries(
        Object.entries(made.operations).map(([operation, one]) => [
          operation,
          unkeyed.includes(operation) ? { ...one, keyed: false } : one,
        ]),
      ),
      ...(rows.statuses.length > 0 ? { statuses: rows.statuses } : {}),
      errors: [...rows.errors, ...(error ? [error] : [])],
      journeys: made.journeys,
    },
    remarks: [...access.remarks, ...onEnvelope, ...onRepeats, ...made.remarks, ...rows.remarks],
  };
}

/**
 * Sees to it that there is something to import.
 *
 * @throws {SadpathError} where nothing goes wrong in a pact, or a reply cannot be read.
 */
export function checkErrors(interactions: readonly PactInteraction[], name: string): void {
  const errors = interactions.filter(({ response }) => response.statuses[0] >= 400);
  const encoded = errors.find(({ response }) => response.encoded !== undefined);
  if (errors.length > 0 && !encoded) return;
  throw new SadpathError({
    to: `import the pact ${name}`,
    because: encoded
      ? `the error reply of "${plain(encoded.description, 80)}" is encoded (${plain(encoded.response.encoded ?? '', 20)}), and what it says cannot be read`
      : `none of its ${interactions.length} HTTP interactions has a status of 400 or more`,
    next: encoded
      ? 'Write its body as JSON in the contract test.'
      : 'Catalogues are about what goes wrong: add interactions that do.',
  });
}

function titleOf({ provider }: Pact): string {
  return /\S/.test(provider) ? shown(provider) : 'Imported';
}

function shown(name: string): string {
  return plain(/\S/.test(name) ? name : 'nobody', 80);
}

/** The type of most error bodies; undefined for that which a catalogue takes anyway. */
function contentTypeOf(interactions: readonly PactInteraction[]): string | undefined {
  const types = interactions.flatMap(({ response: { statuses, contentType } }) =>
    statuses[0] >= 400 && contentType !== undefined && /[/+]json$/.test(contentType) ? [contentType] : [],
  );
  const [most] = [...Map.groupBy(types, (type) => type)].sort(
    ([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1),
  );
  return most === undefined || most[0] === 'application/json' ? undefined : most[0];
}
