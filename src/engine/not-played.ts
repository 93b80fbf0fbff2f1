import type { NotPlayed } from '../model/event.ts';

/** What a stopped run leaves of a client's scenarios, counted by requirement. */
export function notPlayed(client: string, left: readonly { requirement: string }[]): NotPlayed {
  const scenarios: Record<string, number> = {};
  for (const { requirement } of left) scenarios[requirement] = (scenarios[requirement] ?? 0) + 1;
  return { type: 'not-played', client, reason: 'the run was stopped by --bail', scenarios };
}
