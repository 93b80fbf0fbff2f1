import { SadpathError } from '../model/failure.ts';
import type { ConfigFacts } from './messages.ts';
import type { Slot } from './slot.ts';

/**
 * Has a child load its config, and brings that back as data.
 *
 * @throws {SadpathError} when it cannot be loaded.
 */
export async function describeConfig(config: string, { ask }: Pick<Slot, 'ask'>): Promise<ConfigFacts> {
  const reply = await ask({ ask: 'describe' });
  if (reply.to === 'describe') return reply.config;
  if (reply.usage) throw new SadpathError({ line: reply.message });
  throw new SadpathError({
    to: `load the config ${config}`,
    because: reply.message,
    next: 'Mend it and run again.',
  });
}
