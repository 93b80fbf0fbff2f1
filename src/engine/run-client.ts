import type { ClientFacts } from '../model/client-facts.ts';
import type { RunEvent } from '../model/event.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import { controlOf } from '../scenarios/control.ts';
import { matrix } from '../scenarios/matrix.ts';
import { chooseLane } from './choose-lane.ts';
import { clientStarted } from './client-started.ts';
import type { ControlResult } from './messages.ts';
import { openSlot } from './slot.ts';
import { startWorker, type WorkerOptions } from './worker.ts';

/** How the clients of a run are played. */
export interface SuiteOptions extends WorkerOptions {
  seed: number;
  /** Child processes at once. */
  workers: number;
  lane: LaneChoice;
  /** Which requirements are played; when left out: all. */
  only?: (requirement: string) => boolean;
  /** Stop after the controls. */
  controlsOnly?: boolean;
  /** Called with each event as soon as it is known. */
  emit(event: RunEvent): void;
}

/** Plays the controls and then the whole matrix to one client. */
export async function runClient(facts: ClientFacts, options: SuiteOptions): Promise<void> {
  const { scenarios, unplayed } = matrix(facts);
  const isChosen = (id: string): boolean => !options.controlsOnly && (options.only?.(id) ?? true);
  const chosen = scenarios.filter(({ requirement }) => isChosen(requirement));
  options.emit(clientStarted(facts, { isChosen, unplayed, scenarios: chosen.length }));
  const controls = await playControls(facts, options);
  await playMatrix(facts.client, chosen, controls, options);
}

async function playControls(facts: ClientFacts, options: SuiteOptions): Promise<Map<string, ControlResult>> {
  const results = new Map<string, ControlResult>();
  const worker = startWorker(options);
  try {
    for (const { name } of facts.operations) {
      const reply = await worker.ask({ ask: 'control', client: facts.client, operation: name, seed: options.seed });
      const result: ControlResult =
        reply.to === 'control'
          ? reply.result
          : {
              passed: false,
              fetchOnly: false,
              reason: reply.message,
            };
      results.set(name, result);
      const { passed, reason } = result;
      const lane = chooseLane(controlOf(facts.provider.id, name), result.fetchOnly);
      options.emit({
        type: 'control',
        client: facts.client,
        operation: name,
        lane,
        passed,
        ...(reason === undefined ? {} : { reason }),
      });
    }
  } finally {
    worker.stop();
  }
  return results;
}

/** Every slot takes the next scenario as soon as it is free; the events say which one it was. */
async function playMatrix(
  client: string,
  scenarios: Scenario[],
  controls: Map<string, ControlResult>,
  options: SuiteOptions,
): Promise<void> {
  const queue = scenarios.entries();
  async function work(): Promise<void> {
    const slot = openSlot(options);
    for (const [index, scenario] of queue) {
      const { fetchOnly = false, passed = false, reason } = controls.get(scenario.calls[0]?.operation ?? '') ?? {};
      const judged = await slot.play({
        ask: 'play',
        client,
        seed: options.seed,
        scenario,
        lane: options.lane === 'auto' ? chooseLane(scenario, fetchOnly) : options.lane,
        control: { passed, ...(reason === undefined ? {} : { reason }) },
        keepEvidence: false,
      });
      options.emit({ type: 'scenario', client, index, ...judged });
    }
    slot.close();
  }
  await Promise.all(Array.from({ length: Math.min(options.workers, Math.max(1, scenarios.length)) }, work));
}
