import type { Judged } from '../engine/judge-scenario.ts';
import type { ControlResult, Question } from '../engine/messages.ts';
import { controlResult, playQuestion } from '../engine/play-question.ts';
import { type Answer, startWorker, type Worker, type WorkerOptions } from '../engine/worker.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { matrix } from '../scenarios/matrix.ts';

/** What came of one scenario: its verdicts, or why there are none. */
export type Played = { tape: string; judged: Judged } | { tape: string; reason: string };

/** A place in the pool that plays fixtures: one child at a time, replaced when it is spent. */
export interface Stage {
  /** Plays every scenario of some requirements to a client. */
  play(client: ClientFacts, requirements: readonly string[]): Promise<Played[]>;
  close(): void;
}

const seed = 1;

/** Opens a place in the pool. A failure is not played again alone: a fixture is as bad in company. */
export function openStage(options: WorkerOptions): Stage {
  let worker: Worker | undefined;

  function ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
    if (!worker?.alive()) worker = startWorker(options);
    return worker.ask(question);
  }

  function retire(): void {
    worker?.stop();
    worker = undefined;
  }

  async function control(client: string, operation: string): Promise<ControlResult> {
    return controlResult(await ask({ ask: 'control', client, operation, seed }));
  }

  return {
    async play(facts, requirements) {
      const { client } = facts;
      const controls = new Map<string, Promise<ControlResult>>();
      const played: Played[] = [];
      for (const scenario of matrix(facts).scenarios) {
        if (!requirements.includes(scenario.requirement)) continue;
        const operation = scenario.calls[0]?.operation ?? '';
        const asked = controls.get(operation) ?? control(client, operation);
        controls.set(operation, asked);
        const reply = await ask(playQuestion(scenario, await asked, { client, seed, lane: 'auto' }));
        const tape = `${operation}: ${scenario.tape}`;
        played.push(reply.to === 'play' ? { tape, judged: reply.judged } : { tape, reason: reply.message });
        if (reply.to === 'play' && !reply.clean) retire();
      }
      if (!played.every(isContained)) retire();
      return played;
    },
    close: retire,
  };
}

/** What every module shares and a client has changed is not mended by the next one's turn. */
function isContained(played: Played): boolean {
  return 'judged' in played && played.judged.verdicts['robust.contained']?.verdict !== 'fail';
}
