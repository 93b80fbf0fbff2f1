import { SadpathError } from '../model/failure.ts';
import type { ConfigFacts } from './messages.ts';
import { startWorker, type WorkerOptions } from './worker.ts';

/**
 * Loads a config in a child and brings it back as data.
 *
 * @throws {SadpathError} when it cannot be loaded.
 */
export async function describeConfig(options: WorkerOptions): Promise<ConfigFacts> {
  const worker = startWorker(options);
  try {
    const reply = await worker.ask({ ask: 'describe' });
    if (reply.to === 'describe') return reply.config;
    if (reply.to === 'failed' && reply.usage) throw new SadpathError({ line: reply.message });
    const because = reply.to === 'failed' ? reply.message : `the child answered "${reply.to}"`;
    throw new SadpathError({ to: `load the config ${options.config}`, because, next: 'Mend it and run again.' });
  } finally {
    worker.stop();
  }
}
