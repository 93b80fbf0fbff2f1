import type { Case, PlayedCall } from '../model/case.ts';
import { ms } from './wording.ts';

/** The cap of ours that a scenario ran into, in words; undefined where it ended by itself. */
export function capOf({ ending, trace }: Case): string | undefined {
  switch (ending) {
    case 'requests': {
      const sent = trace.filter(({ event }) => event === 'request').length;
      return `${sent.toLocaleString('en')} request${sent === 1 ? '' : 's'}`;
    }
    case 'time':
      return '30 virtual days';
    case 'settled':
    case 'hung':
      return undefined;
  }
}

/** Why a call that had not settled cannot be blamed for it: a cap ended the scenario before the deadline that it promises. */
export function cutShort(played: Case, call: PlayedCall): string | undefined {
  const cap = capOf(played);
  const promised = played.promise ? played.promise.deadlineMs : undefined;
  const end = played.trace.at(-1)?.at ?? 0;
  if (cap === undefined || promised === undefined || call.how !== 'never' || end - call.at > promised) return undefined;
  return `a cap was hit: ${cap}, before the promised deadline of ${ms(promised)}`;
}
