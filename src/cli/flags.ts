import { SadpathError } from '../model/failure.ts';
import type { LaneChoice } from '../model/scenario.ts';
import type { Line } from './command.ts';

/** A flag's text, where it was given. */
export function textFlag({ flags }: Line, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a flag that may be given more than once, and may hold several separated by commas. */
export function listFlag({ flags }: Line, name: string): string[] | undefined {
  const value = flags[name];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((text) => String(text).split(',')).filter((text) => text !== '');
}

/**
 * A flag's whole number, where it was given.
 *
 * @throws {SadpathError} for anything else than digits, or a number below `least`.
 */
export function numberFlag(line: Line, name: string, least: number): number | undefined {
  const text = textFlag(line, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new SadpathError({ to: `read --${name} ${text}`, because: `it takes a whole number from ${least} on` });
}

const lanes: readonly LaneChoice[] = ['auto', 'fetch', 'msw'];

/**
 * The lane, where one was given.
 *
 * @throws {SadpathError} for a lane that does not exist.
 */
export function laneFlag(line: Line): LaneChoice | undefined {
  const text = textFlag(line, 'lane');
  const lane = lanes.find((candidate) => candidate === text);
  if (text === undefined || lane) return lane;
  throw new SadpathError({ to: `read --lane ${text}`, because: `there are ${lanes.join(', ')}` });
}
