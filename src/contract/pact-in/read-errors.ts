import { type Leaf, leavesOf } from './body-leaves.ts';
import { codeRank, isParameter, isStatus, isTypeLike, messageRank } from './error-words.ts';
import type { PactInteraction } from './pact.ts';
import { alternativesOf } from './pact-rules.ts';

/** One error as a reply of the pact tells it. */
export interface ToldError {
  /** More than one where a regular expression lists them. */
  codes: string[];
  type?: string;
  message?: Leaf;
  parameter?: string;
  /** A regular expression that lists no codes: the one of the example stands for them. */
  regex?: string;
  /** The code is a number. */
  numeric?: true;
}

/** An interaction that shows an error. */
export interface ErrorReading {
  interaction: PactInteraction;
  leaves: Leaf[];
  /** Empty where the reply has no code, or leaves it open. */
  told: ToldError[];
  /** What a reply without a code says all the same. */
  spare: Pick<ToldError, 'message' | 'parameter'> & { code?: string };
}

/** Which fields of the bodies are which, by their shape. */
export interface ErrorShapes {
  code: Set<string>;
  type: Set<string>;
  message: Set<string>;
  parameter: Set<string>;
}

/** The errors of a pact, and which fields tell them. */
export interface PactErrors {
  readings: ErrorReading[];
  shapes: ErrorShapes;
}

/**
 * Reads what goes wrong in a pact.
 *
 * @param known the fields of a catalogue that there is already; where a body has none of them, names decide.
 */
export function readErrors(interactions: readonly PactInteraction[], known?: ErrorShapes): PactErrors {
  const bodies = interactions
    .filter(({ response }) => response.statuses[0] >= 400)
    .map((interaction) => ({ interaction, leaves: leavesOf(interaction.response.body, interaction.response.rules) }));
  const primaries = bodies.map(({ interaction, leaves }) => primaryOf(leaves, interaction.response.statuses[0], known));
  const type = known?.type ?? typeShapes(bodies, primaries);
  const shapes: ErrorShapes = {
    code: new Set(primaries.filter((shape) => shape !== undefined && !type.has(shape)).map(String)),
    type,
    message: new Set(known?.message),
    parameter: new Set(known?.parameter),
  };
  for (const { leaves } of bodies) {
    for (const leaf of leaves) {
      if (shapes.code.has(leaf.shape) || type.has(leaf.shape)) continue;
      if (isParameter(leaf)) shapes.parameter.add(leaf.shape);
      else if (messageRank(leaf) !== undefined) shapes.message.add(leaf.shape);
    }
  }
  return { readings: bodies.map((body, index) => readingOf(body, primaries[index], shapes)), shapes };
}

type Body = Pick<ErrorReading, 'interaction' | 'leaves'>;

/** The field that names the error: one that the pact does not leave open, of the surest name, the least deep. */
function primaryOf(leaves: readonly Leaf[], status: number, known: ErrorShapes | undefined): string | undefined {
  const ranked = leaves.flatMap((leaf) => {
    const rank = known?.code.has(leaf.shape) && typeof leaf.value === 'string' ? -1 : codeRank(leaf, status);
    return rank === undefined || known?.type.has(leaf.shape) ? [] : [{ leaf, rank }];
  });
  const isOpen = ({ leaf }: { leaf: Leaf }) => Number(leaf.demand === 'open');
  const [best] = ranked.toSorted(
    (a, b) => isOpen(a) - isOpen(b) || a.rank - b.rank || a.leaf.place.length - b.leaf.place.length,
  );
  return best?.leaf.shape;
}

/** The field that stands beside the codes of most and names a broad kind. */
function typeShapes(bodies: readonly Body[], primaries: readonly (string | undefined)[]): Set<string> {
  const counts = new Map<string, number>();
  for (const [index, { leaves }] of bodies.entries()) {
    if (primaries[index] === undefined) continue;
    const beside = leaves.filter((leaf) => isTypeLike(leaf) && leaf.shape !== primaries[index]);
    for (const shape of new Set(beside.map((leaf) => leaf.shape))) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
  return new Set(most ? [most[0]] : []);
}

function readingOf({ interaction, leaves }: Body, primary: string | undefined, shapes: ErrorShapes): ErrorReading {
  const status = interaction.response.statuses[0];
  const told = leaves.filter(
    ({ shape, value, demand }) => shape === primary && /\S/.test(String(value)) && value !== null && demand !== 'open',
  );
  const open = leaves.find(({ shape, value }) => shapes.code.has(shape) && typeof value === 'string');
  return {
    interaction,
    leaves,
    told: told.map((leaf) => errorOf(leaf, leaves, shapes)),
    spare: {
      ...(open && !isStatus(open, status) && /\S/.test(String(open.value)) ? { code: String(open.value) } : {}),
      ...besides([], leaves, shapes),
    },
  };
}

function errorOf(leaf: Leaf, leaves: readonly Leaf[], shapes: ErrorShapes): ToldError {
  const { demand, value } = leaf;
  const regex = typeof demand === 'object' ? demand.regex : undefined;
  const listed = regex === undefined ? undefined : alternativesOf(regex);
  const type = nearest(leaf.place, leaves, ({ shape, demand: asked }) =>
    shapes.type.has(shape) && asked !== 'open' ? 0 : undefined,
  );
  return {
    codes: [...new Set(listed ?? [String(value)])],
    ...(typeof type?.value === 'string' && /\S/.test(type.value) ? { type: type.value } : {}),
    ...besides(leaf.place, leaves, shapes),
    ...(regex === undefined || listed ? {} : { regex }),
    ...(typeof value === 'number' ? { numeric: true } : {}),
  };
}

function besides(
  place: Leaf['place'],
  leaves: readonly Leaf[],
  shapes: ErrorShapes,
): Pick<ToldError, 'message' | 'parameter'> {
  const message = nearest(place, leaves, (leaf) => (shapes.message.has(leaf.shape) ? messageRank(leaf) : undefined));
  const parameter = nearest(place, leaves, ({ shape }) => (shapes.parameter.has(shape) ? 0 : undefined));
  return {
    ...(message ? { message } : {}),
    ...(typeof parameter?.value === 'string' && /\S/.test(parameter.value) ? { parameter: parameter.value } : {}),
  };
}

/** Of the leaves that a rank is known of the one that shares most with a place; then the best, then the least deep. */
function nearest(
  place: Leaf['place'],
  leaves: readonly Leaf[],
  rankOf: (leaf: Leaf) => number | undefined,
): Leaf | undefined {
  const ranked = leaves.flatMap((leaf) => {
    const rank = rankOf(leaf);
    const apart = leaf.place.findIndex((key, at) => key !== place[at]);
    return rank === undefined ? [] : [{ leaf, rank, shared: apart }];
  });
  const [best] = ranked.toSorted(
    (a, b) => b.shared - a.shared || a.rank - b.rank || a.leaf.place.length - b.leaf.place.length,
  );
  return best?.leaf;
}
