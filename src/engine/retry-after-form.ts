import { askedWait, retryAfterOf } from '../checks/asked-wait.ts';
import type { Probed } from '../model/policy.ts';
import type { ReplyEvent } from '../model/trace.ts';

/** More milliseconds than a timer can hold. */
const longestTimerMs = 2_147_483_647;

/** Which form of Retry-After came with a reply, and what it asks for, in milliseconds; undefined where none came. */
export function retryAfterForm(reply: ReplyEvent): Probed['retryAfter'] {
  const value = retryAfterOf(reply)?.trim();
  if (value === undefined) return undefined;
  const asked = askedWait(reply);
  if (asked) {
    const form = asked.ms > longestTimerMs ? 'huge' : /^\d+$/.test(value) ? 'seconds' : 'date';
    return { form, askedMs: asked.ms };
  }
  if (/^0+$/.test(value)) return { form: 'zero' };
  if (/^-\d+$/.test(value)) return { form: 'negative' };
  return { form: Number.isNaN(Date.parse(value)) ? 'junk' : 'past' };
}
