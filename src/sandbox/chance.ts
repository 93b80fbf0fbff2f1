import { hash as hashOf } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** The source of chance of a scenario: the same seed gives the same values. */
export interface Chance {
  /** From 0 to below 1, 53 bits. */
  number(): number;
  /** From `min` to below `max`, whole numbers at most 2^48 apart. */
  integer(min: number, max: number): number;
  /** Fills the view. */
  fill(bytes: Uint8Array): void;
}

/** Makes the source of chance of a seed, any text: its SHA-256 is the state of a xoroshiro128+. */
export function chanceOf(seed: string): Chance {
  const hash = hashOf('sha256', seed, 'buffer');
  // The state may not be all zero.
  const generator = xoroshiro128plusFromState([
    hash.readInt32LE(0),
    hash.readInt32LE(4),
    hash.readInt32LE(8),
    hash.readInt32LE(12) | 1,
  ]);
  return {
    number: () => number(generator),
    integer: (min, max) => min + Math.floor(number(generator) * (max - min)),
    fill: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = generator.next() >>> 11;
    },
  };
}

function number(generator: RandomGenerator): number {
  return ((generator.next() >>> 5) * 2 ** 26 + (generator.next() >>> 6)) / 2 ** 53;
}
