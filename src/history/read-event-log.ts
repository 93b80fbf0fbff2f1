import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { RunEvent } from '../model/event.ts';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { runEventSchema } from './event-schema.ts';
import { formatOf } from './format-of.ts';

/** What an event log holds. */
export interface EventLogContent {
  /** In the order in which they were written; the first is `run-started`. */
  events: RunEvent[];
  /** Number of the last line, from 1, where it was cut off while it was written; it is not among the events. */
  cutOff?: number;
}

/**
 * Reads an event log from its file; see {@link parseEventLog}.
 *
 * @throws {SadpathError} when the file cannot be read, or is no event log.
 */
export function readEventLog(file: string): EventLogContent {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SadpathError({
      to: `read the event log ${file}`,
      because: cause instanceof Error ? cause.message : String(cause),
      next: 'Pass a log that sadpath run has written.',
      cause,
    });
  }
  return parseEventLog(text, file);
}

/**
 * Reads an event log from its text. The first line must be `run-started` in a format that this version knows; a last line
 * that was cut off (a run that was killed) is reported, not refused. Several logs one after the other are read as one.
 *
 * @param name how the errors call the log.
 * @throws {SadpathError} with the number of the line that is broken.
 */
export function parseEventLog(text: string, name = 'of this text'): EventLogContent {
  const lines = text.split('\n');
  // A whole log ends with a newline, so that the last piece is empty.
  const last = lines.pop() ?? '';
  const events = lines.map((line, index) => readLine(line, index, name));
  if (last !== '') {
    const tail = jsonOf(last);
    if (tail === undefined && events.length > 0) return { events, cutOff: lines.length + 1 };
    events.push(readLine(last, lines.length, name));
  }
  if (events.length === 0) throw broken(name, 'it is empty');
  return { events };
}

function readLine(line: string, index: number, name: string): RunEvent {
  const value = jsonOf(line)?.value;
  const format = formatOf(value);
  if (format !== undefined && format > 1) {
    throw new SadpathError({
      to: `read the event log ${name}`,
      because: `it is written in format ${format}, and this version of sadpath knows format 1`,
      next: 'Update sadpath.',
    });
  }
  if (value === undefined) throw broken(name, `line ${index + 1} is not JSON`);
  // Not a schema's output: that has its keys in the schema's order, and a report made from the log must equal the run's own.
  if (!v.is(runEventSchema, value)) throw broken(name, `line ${index + 1} is no event: ${whatIsWrong(value)}`);
  if (index === 0 && value.type !== 'run-started') throw broken(name, 'its first line is not run-started');
  return value;
}

function whatIsWrong(value: unknown): string {
  const { issues } = v.safeParse(runEventSchema, value, { abortEarly: true });
  return plain(issues ? explainIssues(issues) : '', 300);
}

function jsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function broken(name: string, because: string): SadpathError {
  return new SadpathError({
    to: `read the event log ${name}`,
    because,
    next: 'Pass a log that sadpath run has written, unchanged.',
  });
}
