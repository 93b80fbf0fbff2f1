import * as v from 'valibot';
import { explainIssues } from '../../model/explain-issues.ts';
import { SadpathError } from '../../model/failure.ts';
import { canonical, isJsonObject, type Json } from '../../model/json.ts';
import { plain } from '../../model/plain.ts';
import type { Pact, PactInteraction } from './pact.ts';
import { interactionSchema, pactSchema } from './pact-schema.ts';
import { readInteraction } from './read-interaction.ts';

/** Methods that a catalogue knows. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Reads a pact: a consumer's contract of versions 1 to 4 of the specification. What is no HTTP exchange is counted and left out.
 *
 * @param name of the file, for messages.
 * @throws {SadpathError} for what is no JSON, no pact, or of a version that nobody knows.
 */
export function readPact(text: string, name: string): Pact {
  const refused = (because: string, next = 'Pass a pact file of version 2, 3 or 4.', cause?: unknown): SadpathError =>
    new SadpathError({ to: `read the pact ${name}`, because, next, cause });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refused('it is not JSON', undefined, cause);
  }
  if (!isJsonObject(value)) throw refused('it is no JSON object');
  if (Object.hasOwn(value, 'openapi') || Object.hasOwn(value, 'swagger'))
    throw refused('it is an OpenAPI document, and no pact');
  if (!Array.isArray(value.interactions) && !Array.isArray(value.messages))
    throw refused('it is no pact, for it has no list of interactions');
  const major = versionOf(value, refused);
  const read = v.safeParse(pactSchema, value, { abortEarly: true });
  if (!read.success) throw refused(plain(explainIssues(read.issues), 300));
  const { consumer, provider, interactions, messages } = read.output;
  const skipped: Record<string, number> = {};
  const skip = (kind: string): void => {
    skipped[kind] = (skipped[kind] ?? 0) + 1;
  };
  for (const _ of messages) skip('Message');
  const ofHttp = interactions.flatMap((written, index): PactInteraction[] => {
    if (written.type !== undefined && written.type !== 'Synchronous/HTTP') {
      skip(plain(written.type, 40));
      return [];
    }
    const one = v.safeParse(interactionSchema, written, { abortEarly: true });
    if (!one.success) throw refused(`in interactions[${index}] ${plain(explainIssues(one.issues), 300)}`);
    const interaction = readInteraction(one.output, {
      major,
      refused: (because) => refused(`in interactions[${index}] ${because}`),
    });
    if (methods.includes(interaction.request.method)) return [interaction];
    skip(plain(interaction.request.method, 40));
    return [];
  });
  return { consumer: consumer.name, provider: provider.name, interactions: inOrder(ofHttp), skipped };
}

/** The first figure of the version of the specification, from wherever a tool has put it. */
function versionOf(value: Record<string, Json>, refused: (because: string) => SadpathError): number {
  const metadata = objectOf(value.metadata);
  const version =
    objectOf(metadata.pactSpecification).version ??
    objectOf(metadata['pact-specification']).version ??
    metadata.pactSpecificationVersion;
  if (version === undefined)
    throw refused('it does not say which version of the specification it is written in (metadata.pactSpecification)');
  const major = /^([1-4])(\.\d+){0,2}$/.exec(String(version))?.[1];
  if (major !== undefined) return Number(major);
  const shown = plain(typeof version === 'string' ? version : JSON.stringify(version), 40);
  throw refused(`it is written in version ${shown} of the specification, and this version of sadpath knows 1 to 4`);
}

function objectOf(value: Json | undefined): Record<string, Json> {
  return isJsonObject(value) ? value : {};
}

/** By path, method and status, whatever the order in the file: what is made of a pact must not hang on it. */
function inOrder(interactions: PactInteraction[]): PactInteraction[] {
  const keyed = interactions.map((interaction) => {
    const { request, response, description } = interaction;
    // The copy drops keys that hold undefined.
    const whole: Json = JSON.parse(JSON.stringify(interaction));
    const status = response.statuses[0];
    return { interaction, key: [request.path, request.method, status, description, canonical(whole)].join('\u0000') };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ interaction }) => interaction);
}
