import { faults } from '../faults/table.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Scenario } from '../model/scenario.ts';

/**
 * The fastest lane that can perform a scenario faithfully: `fetch` for complete, plain replies to a client that was seen
 * to use nothing but the global fetch, else `msw`.
 */
export function chooseLane(scenario: Scenario, fetchOnly: boolean): 'fetch' | 'msw' {
  if (scenario.lane !== 'auto') return scenario.lane;
  return fetchOnly && isPlain(scenario.tape) ? 'fetch' : 'msw';
}

function isPlain(tape: string): boolean {
  const plain = { status: 200, headers: {}, body: '' };
  return parseTape(tape).every(({ steps }) =>
    steps.every(
      ({ answer }) => answer.kind !== 'fault' || faults[answer.fault]?.apply(plain, {}).transport === undefined,
    ),
  );
}
