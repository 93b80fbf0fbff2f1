import type { Case } from '../model/case.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';

/**
 * What a client may take for one reply beside what it holds anyway, however large that is. In MB. Node's own `response.json()` takes up to 236 for a
 * reply of 50 (24.21, without sadpath): what does no more than that needs room for an untimely collection of garbage (decisions/0012).
 */
export const mostMemoryMb = 384;

/** A body that somebody else chooses the size of does not choose how much memory the client takes. */
export const robustBounded: Check = {
  id: 'robust.bounded',
  demands: 'A huge reply costs a bounded amount of memory.',
  judge: judgeBounded,
};

function judgeBounded({ memory }: Case): Verdict {
  if (memory === undefined) return notApplicable('no reply is larger than usual');
  if (memory === 'bounded') return pass;
  return fail('should', `took more than ${mostMemoryMb} MB of memory for a reply of 50 MB`);
}
