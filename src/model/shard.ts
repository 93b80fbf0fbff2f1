/** A part of a run: every `of`-th scenario, counted from its `part`-th. */
export interface Shard {
  /** From 1. */
  part: number;
  /** How many shards the run has. */
  of: number;
}

/** The whole run as a shard's text. */
export const wholeRun = '1/1';

/** Reads `2/3`; `undefined` for anything that names no shard. */
export function parseShard(text: string): Shard | undefined {
  const [, part, of] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text)?.map(Number) ?? [];
  return part !== undefined && of !== undefined && part <= of ? { part, of } : undefined;
}

/** Whether the scenario at this place of a client's matrix, from 0, is one of the shard's. */
export function isInShard({ part, of }: Shard, index: number): boolean {
  return index % of === part - 1;
}
