import { sampleReply } from '../faults/sample-reply.ts';
import { parseTape } from '../model/parse-tape.ts';
import { performersOf } from '../model/performers.ts';
import { type Lane, type LaneChoice, lanes, type Scenario } from '../model/scenario.ts';
import { canTrust } from '../sandbox/wire/certificates.ts';

/**
 * The lane that is asked for, where it can perform the scenario; else the fastest that can do it faithfully for the client: `fetch` for
 * complete, plain replies to a client that was seen to use nothing but the global fetch, else `msw`, and `wire` for what only a socket can
 * do, or does better.
 */
export function chooseLane(scenario: Scenario, fetchOnly: boolean, asked: LaneChoice = 'auto'): Lane {
  const able = performersOfTape(scenario.tape);
  const wanted = [asked, scenario.lane].find((choice) => choice !== 'auto');
  const usable = able.filter((lane) => (lane !== 'fetch' || fetchOnly) && (lane !== 'wire' || canTrust()));
  return able.find((lane) => lane === wanted) ?? usable[0] ?? able[0] ?? 'msw';
}

/** The lanes that can perform every reply of a tape, the best first. */
export function performersOfTape(tape: string): Lane[] {
  const each = parseTape(tape).flatMap(({ steps }) => steps.map((step) => performersOf(sampleReply(step))));
  const able = lanes.filter((lane) => each.every((one) => one.includes(lane)));
  return each.some(([best]) => best === 'wire') ? able.toReversed() : able;
}
