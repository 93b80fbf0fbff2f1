import { createHash } from 'node:crypto';
import { canonical, type Json } from '../model/json.ts';
import type { Scenario } from '../model/scenario.ts';

/** Names a scenario by its content: the same scenario has the same id in every run, on every machine. */
export function scenarioId(scenario: Scenario): string {
  // A scenario is plain JSON by its type; the copy drops keys that hold undefined.
  const plain: Json = JSON.parse(JSON.stringify(scenario));
  return createHash('sha256').update(canonical(plain)).digest('hex').slice(0, 12);
}
