import * as v from 'valibot';
import { lanes, type Scenario, type ScenarioCall } from '../model/scenario.ts';
import { forgeries, type ScenarioEvent } from '../model/webhooks.ts';
import type { Entries } from './entries.ts';

const call = v.strictObject({
  id: v.string(),
  operation: v.string(),
  intent: v.string(),
  start: v.union(
    [v.picklist(['first', 'with', 'after']), v.pipe(v.number(), v.minValue(0))],
    'expected first, with, after or a time in milliseconds',
  ),
  endsTape: v.exactOptional(v.literal(true)),
  restarts: v.exactOptional(v.literal(true)),
} satisfies Entries<ScenarioCall>);

/** A scenario as it stands in a file. The text of its tape is read by whoever plays it. */
export const scenarioSchema = v.strictObject({
  format: v.literal(1),
  provider: v.string(),
  requirement: v.string(),
  group: v.string(),
  calls: v.pipe(v.array(call), v.minLength(1, 'expected at least one call')),
  tape: v.string(),
  journey: v.exactOptional(v.array(v.string())),
  events: v.exactOptional(
    v.array(
      v.strictObject({
        event: v.string(),
        state: v.string(),
        at: v.exactOptional(v.literal('during')),
        forged: v.exactOptional(v.picklist(forgeries)),
        replayed: v.exactOptional(v.literal(true)),
        type: v.exactOptional(v.string()),
        more: v.exactOptional(v.literal(true)),
      } satisfies Entries<ScenarioEvent>),
    ),
  ),
  latencyMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  variant: v.exactOptional(v.picklist(['full', 'bare'])),
  lane: v.picklist(['auto', ...lanes]),
} satisfies Entries<Scenario>);
