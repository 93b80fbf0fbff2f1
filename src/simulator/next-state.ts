import { parseJourneyStep } from '../model/journey-step.ts';
import type { Resource } from './resources.ts';

/**
 * The state that the next read of a resource shows, where its journey says one, and what is left of the journey then. A step is
 * taken by one read; one with a time is taken by itself as soon as the resource is that old.
 */
export function nextState(
  { upcoming, madeAt }: Pick<Resource, 'upcoming' | 'madeAt'>,
  now: number,
): { state?: string; upcoming: string[] } {
  const steps = upcoming.map(parseJourneyStep);
  const due = steps.findIndex(({ afterMs }) => afterMs === undefined || madeAt + afterMs > now);
  const passed = due === -1 ? steps.length : due;
  const last = steps[passed - 1];
  if (last) return { state: last.state, upcoming: upcoming.slice(passed) };
  const [first] = steps;
  return first && first.afterMs === undefined ? { state: first.state, upcoming: upcoming.slice(1) } : { upcoming };
}
