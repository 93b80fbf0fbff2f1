import { checks } from '../checks/table.ts';
import { inconclusive } from '../model/verdict.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { askOnce } from './ask-once.ts';
import { confirmed, hasFailed, unconfirmed } from './confirm.ts';
import type { Judged } from './judge-scenario.ts';
import type { PlayQuestion } from './play-question.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

/** A place in the pool: one child at a time, replaced when it is spent. */
export interface Slot {
  /** Plays a scenario, and plays it again alone in a fresh child if it failed. Never rejects. */
  play(question: PlayQuestion): Promise<Judged>;
  close(): void;
}

/** Opens a place in the pool; its child starts with the first scenario. */
export function openSlot(options: WorkerOptions): Slot {
  let worker: Worker | undefined;
  return {
    async play(question) {
      if (!worker?.alive()) worker = startWorker(options);
      const first = await worker.ask(question);
      if (first.to === 'play' && !first.clean) {
        worker.stop();
        worker = undefined;
      }
      if (first.to === 'play' && !hasFailed(first.judged)) return first.judged;
      const alone = await askOnce(options, question);
      if (first.to === 'play') {
        return alone.to === 'play' ? confirmed(first.judged, alone.judged) : unconfirmed(first.judged, alone.message);
      }
      // Nothing came out in the suite: what comes out alone is no confirmation of anything, but it is a verdict.
      return alone.to === 'play' ? alone.judged : unjudged(question, alone.message);
    },
    close: () => worker?.stop(),
  };
}

function unjudged({ scenario }: PlayQuestion, reason: string): Judged {
  return {
    id: scenarioId(scenario),
    scenario,
    operation: scenario.calls[0]?.operation ?? '',
    verdicts: Object.fromEntries(checks.map(({ id }) => [id, inconclusive(reason)])),
  };
}
