import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import type { Json } from '../model/json.ts';

/* What sadpath needs to know of a pact file of version 4, its own or another's. */

const json = v.custom<Json>(() => true);

const body = v.object({ content: json, contentType: v.optional(v.string()) });

const interaction = v.object({
  type: v.string(),
  key: v.optional(v.string()),
  description: v.string(),
  pending: v.optional(v.boolean()),
  request: v.optional(v.object({ method: v.string(), path: v.string(), body: v.optional(body) })),
  response: v.optional(v.object({ status: v.number(), body: v.optional(body) })),
  contents: v.optional(body),
});

const pact = v.object({
  consumer: v.object({ name: v.string() }),
  provider: v.object({ name: v.string() }),
  interactions: v.array(interaction),
  metadata: v.object({
    pactSpecification: v.object({ version: v.picklist(['4.0']) }),
    /** Of a file that sadpath has written. */
    sadpath: v.optional(v.object({ interactions: v.string() })),
  }),
});

/** One interaction of a pact file, or one message. */
export type WrittenInteraction = v.InferOutput<typeof interaction>;

/** A pact file of version 4. */
export type ContractFile = v.InferOutput<typeof pact>;

/**
 * Reads the text of a pact file.
 *
 * @param name what to call it in an error.
 * @throws {SadpathError} when it is none, or of another version.
 */
export function parseContract(text: string, name: string): ContractFile {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), pact), text, { abortEarly: true });
  if (read.success) return read.output;
  throw new SadpathError({
    to: `read the pact ${name}`,
    because: read.issues[0].type === 'parse_json' ? 'it is not JSON' : explainIssues(read.issues),
    next: 'It has to be a pact of version 4, as `sadpath contract write` writes them.',
  });
}

/**
 * Reads a pact file, see {@link parseContract}.
 *
 * @throws {SadpathError} when it cannot be read.
 */
export function readContract(file: string): ContractFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : String(cause);
    throw new SadpathError({ to: `read the pact ${file}`, because, cause });
  }
  return parseContract(text, file);
}
