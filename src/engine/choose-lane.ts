import { sampleReply } from '../faults/sample-reply.ts';
import { parseTape } from '../model/parse-tape.ts';
import { performersOf } from '../model/performers.ts';
import { type Lane, type LaneChoice, lanes, type Scenario } from '../model/scenario.ts';

/**
 * The lane that is asked for, where it can perform the scenario; else the fastest lane that can perform a scenario faithfully: `fetch` for complete, plain replies to a client that was seen to use nothing
 * but the global fetch, else `msw`, and `wire` for what only a socket can do.
 */
export function chooseLane(scenario: Scenario, fetchOnly: boolean, asked: LaneChoice = 'auto'): Lane {
  const able = performersOfTape(scenario.tape);
  const wanted = [asked, scenario.lane].find((choice) => choice !== 'auto');
  return able.find((lane) => lane === wanted) ?? able.find((lane) => lane !== 'fetch' || fetchOnly) ?? 'msw';
}

/** The lanes that can perform every reply of a tape, the fastest first. */
export function performersOfTape(tape: string): Lane[] {
  const each = parseTape(tape).flatMap(({ steps }) => steps.map((step) => performersOf(sampleReply(step))));
  return lanes.filter((lane) => each.every((able) => able.includes(lane)));
}
