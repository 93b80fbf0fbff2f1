import type { Question } from './messages.ts';
import { type Answer, startWorker, type WorkerOptions } from './worker.ts';

/** Asks a child that was asked nothing before and is asked nothing after. */
export async function askOnce<Q extends Question>(options: WorkerOptions, question: Q): Promise<Answer<Q>> {
  const worker = startWorker(options);
  try {
    return await worker.ask(question);
  } finally {
    worker.stop();
  }
}
