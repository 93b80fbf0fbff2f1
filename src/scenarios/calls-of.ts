import type { ScenarioCall } from '../model/scenario.ts';

/** One call of a scenario, before it has a name. */
type Start = Omit<ScenarioCall, 'id' | 'operation' | 'start'> & Partial<Pick<ScenarioCall, 'start'>>;

/** The calls of a scenario in order, `call-1` first; each that does not say when starts with the one before. */
export function callsOf(operation: string, starts: readonly Start[]): ScenarioCall[] {
  return starts.map((start, index) => ({
    id: `call-${index + 1}`,
    operation,
    start: index === 0 ? 'first' : 'with',
    ...start,
  }));
}

/** So many calls at once, each for an intent of its own. */
export function atOnce(operation: string, count: number): ScenarioCall[] {
  return callsOf(
    operation,
    Array.from({ length: count }, (_, index) => ({ intent: `intent-${index + 1}` })),
  );
}
