import { askOnce } from './ask-once.ts';
import { confirmed, hasFailed, unconfirmed } from './confirm.ts';
import type { Judged } from './judge-scenario.ts';
import { lost } from './lost.ts';
import type { Question, Reply } from './messages.ts';
import type { PlayQuestion } from './play-question.ts';
import { type Answer, startWorker, type Worker, type WorkerOptions } from './worker.ts';

/** A place in the pool: one child at a time, replaced when it is spent. */
export interface Slot {
  /** Asks the child that stands there, whatever it has played before. Never rejects. */
  ask<Q extends Question>(question: Q): Promise<Answer<Q>>;
  /** Plays a scenario, and plays it again alone in a fresh child if it failed. Never rejects. */
  play(question: PlayQuestion): Promise<Judged>;
  /** Plays a scenario in a fresh child alone. Never rejects. */
  alone(question: PlayQuestion): Promise<Judged>;
  /** Plays a scenario once, whatever the child has played before. Never rejects. */
  once(question: PlayQuestion): Promise<Judged>;
  close(): void;
}

/** Opens a place in the pool; its child starts with the first question. */
export function openSlot(options: WorkerOptions): Slot {
  let worker: Worker | undefined;

  async function ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
    const asked = worker?.alive() ? worker : startWorker(options);
    worker = asked;
    const answer = await asked.ask(question);
    if (isSpent(answer)) asked.stop();
    return answer;
  }

  return {
    ask,
    async play(question) {
      const first = await ask(question);
      if (first.to === 'play' && !hasFailed(first.judged)) return first.judged;
      const alone = await askOnce(options, question);
      if (first.to === 'play') {
        return alone.to === 'play' ? confirmed(first.judged, alone.judged) : unconfirmed(first.judged, alone.message);
      }
      // Nothing came out in the suite: what comes out alone is no confirmation of anything, but it is a verdict.
      return judgedOf(question, alone);
    },
    async alone(question) {
      return judgedOf(question, await askOnce(options, question));
    },
    async once(question) {
      return judgedOf(question, await ask(question));
    },
    close: () => worker?.stop(),
  };
}

function judgedOf(question: PlayQuestion, answer: Answer<PlayQuestion>): Judged {
  return answer.to === 'play' ? answer.judged : lost(question, answer);
}

/** A scenario may leave something behind that the next one would meet. */
function isSpent(reply: Reply): boolean {
  return reply.to === 'play' && !reply.clean;
}
