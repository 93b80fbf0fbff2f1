import { SadpathError } from '../model/failure.ts';
import { type LaneChoice, lanes } from '../model/scenario.ts';
import type { Line } from './command.ts';

/** Child processes at once: each one is a Node of its own, and a slip of the finger must not take the machine down. */
export const mostWorkers = 64;

/** Generated scenarios a client: a night's worth. */
export const mostRuns = 1_000_000;

/** A flag's text, where it was given. */
export function textFlag({ flags }: Line, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The texts of a flag that may be given more than once, and may hold several separated by commas.
 *
 * @throws {SadpathError} for a flag that holds none: an empty variable of a CI must not choose nothing, and pass.
 */
export function listFlag({ flags }: Line, name: string): string[] | undefined {
  const value = flags[name];
  if (!Array.isArray(value)) return undefined;
  const texts = value.flatMap((text) => String(text).split(',')).filter((text) => text.trim() !== '');
  if (texts.length > 0) return texts;
  throw new SadpathError({ to: `read --${name}`, because: 'it is empty', next: 'Give it a value, or leave it out.' });
}

/**
 * A flag's whole number, where it was given.
 *
 * @throws {SadpathError} for anything else than digits, or a number below `least` or above `most`.
 */
export function numberFlag(
  line: Line,
  name: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = textFlag(line, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new SadpathError({ to: `read --${name} ${text || '""'}`, because: `it takes a whole number ${range}` });
}

const choices: readonly LaneChoice[] = ['auto', ...lanes];

/**
 * The lane, where one was given.
 *
 * @throws {SadpathError} for a lane that does not exist.
 */
export function laneFlag(line: Line): LaneChoice | undefined {
  const text = textFlag(line, 'lane');
  const lane = choices.find((candidate) => candidate === text);
  if (text === undefined || lane) return lane;
  throw new SadpathError({ to: `read --lane ${text}`, because: `there are ${choices.join(', ')}` });
}
