import { SadpathError } from '../model/failure.ts';
import { askOnce } from './ask-once.ts';
import type { ConfigFacts } from './messages.ts';
import type { WorkerOptions } from './worker.ts';

/**
 * Loads a config in a child and brings it back as data.
 *
 * @throws {SadpathError} when it cannot be loaded.
 */
export async function describeConfig(options: WorkerOptions): Promise<ConfigFacts> {
  const reply = await askOnce(options, { ask: 'describe' });
  if (reply.to === 'describe') return reply.config;
  if (reply.usage) throw new SadpathError({ line: reply.message });
  throw new SadpathError({
    to: `load the config ${options.config}`,
    because: reply.message,
    next: 'Mend it and run again.',
  });
}
