import { hash } from 'node:crypto';
import { canonical, type Json } from '../model/json.ts';
import type { Scenario } from '../model/scenario.ts';

const ids = new WeakMap<Scenario, string>();

/**
 * Names a scenario by its content: the same scenario has the same id in every run, on every machine. Found once for each object: a
 * scenario is asked for its name again and again, and nobody changes one.
 */
export function scenarioId(scenario: Scenario): string {
  const known = ids.get(scenario);
  if (known !== undefined) return known;
  const id = hashOf(scenario);
  ids.set(scenario, id);
  return id;
}

function hashOf(scenario: Scenario): string {
  // A scenario is plain JSON by its type; the copy drops keys that hold undefined.
  const plain: Json = JSON.parse(JSON.stringify(scenario));
  return hash('sha256', canonical(plain)).slice(0, 12);
}
