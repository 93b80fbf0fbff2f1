import type { ClientFacts } from '../model/client-facts.ts';
import { parseTape } from '../model/parse-tape.ts';
import { printStep } from '../model/print-tape.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Step } from '../model/tape.ts';
import { matrix } from './matrix.ts';

/** What a scenario is beside its tape: how many calls at once, which way the resource takes, which events come. */
export type Frame = Pick<Scenario, 'calls' | 'journey' | 'events' | 'latencyMs'>;

/** What the scenarios of one operation are made of, each part once, from the simple to the odd. */
export interface Parts {
  /** The client's name for the operation. */
  operation: string;
  /** What each operation of the provider behind it can be answered, `''` for the main one. */
  answers: Record<string, Step[]>;
  frames: Frame[];
}

/** The parts of a client's matrix, for each of its operations that has any. */
export function partsOf(facts: ClientFacts): Parts[] {
  const { scenarios } = matrix(facts);
  return facts.operations.flatMap(({ name, main }) => {
    const own = scenarios.filter(({ calls }) => calls[0]?.operation === name);
    return own.length === 0 ? [] : [{ operation: name, answers: answersOf(own, main), frames: framesOf(own) }];
  });
}

function answersOf(scenarios: Scenario[], main: string): Record<string, Step[]> {
  const tracks = scenarios.flatMap(({ tape }) => parseTape(tape));
  const byOperation = Map.groupBy(tracks, ({ operation = main }) => (operation === main ? '' : operation));
  return Object.fromEntries(
    [...byOperation].map(([operation, own]) => [
      operation,
      onceEach(
        own.flatMap(({ steps }) => steps.map(({ times: _, ...step }): Step => step)),
        printStep,
      ),
    ]),
  );
}

function framesOf(scenarios: Scenario[]): Frame[] {
  const frames = scenarios.map(
    ({ calls, journey, events, latencyMs }): Frame => ({
      calls,
      ...(journey && { journey }),
      ...(events && { events }),
      ...(latencyMs !== undefined && { latencyMs }),
    }),
  );
  return onceEach(frames, (frame) => JSON.stringify(frame));
}

function onceEach<T>(all: T[], nameOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [nameOf(one), one])).values()];
}
