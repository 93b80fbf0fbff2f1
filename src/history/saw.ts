import { hash } from 'node:crypto';
import * as v from 'valibot';
import { canonical, type Json } from '../model/json.ts';
import type { Severity } from '../model/requirement.ts';
import type { TraceEvent } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Entries } from './entries.ts';

/** What was seen of a finding: enough to tell later whether it is still the same. */
export interface Saw {
  severity: Severity;
  message: string;
  /** The {@link timelineHash} of what happened. */
  timeline: string;
  /** The checks that did not fail in the same scenario, by their ids: one that fails later is new. Absent where nobody kept them. */
  held?: string[];
}

/** {@link Saw} as it stands in a file. */
export const sawSchema = v.strictObject({
  severity: v.picklist(['must', 'should']),
  message: v.string(),
  timeline: v.string(),
  held: v.exactOptional(v.array(v.string())),
} satisfies Entries<Saw>);

/** What was seen of a failed check, and what each check said of the same scenario. */
export function sawOf(
  { severity, message, timeline }: { severity: Severity; message: string; timeline: readonly TraceEvent[] },
  verdicts?: Record<string, Verdict>,
): Saw {
  const held = Object.entries(verdicts ?? {}).flatMap(([check, { verdict }]) =>
    verdict === 'pass' || verdict === 'not-applicable' ? [check] : [],
  );
  return { severity, message, timeline: timelineHash(timeline), ...(verdicts && { held }) };
}

/** Names a timeline by its content: the first 16 digits of its SHA-256. */
export function timelineHash(timeline: readonly TraceEvent[]): string {
  // A timeline is plain JSON by its type; the copy drops keys that hold undefined, as a file does.
  const plain: Json = JSON.parse(JSON.stringify(timeline));
  return hash('sha256', canonical(plain)).slice(0, 16);
}
