import { isFinal } from '../catalogue/operation-facts.ts';
import type { Journey } from '../model/journey.ts';

/** A catalogue with a dense graph of states has more paths than anybody wants to wait for. */
const mostPaths = 64;

/** Every way from the initial state to a final one that visits no state twice, the initial one left out, the shortest first. */
export function pathsOf(journey: Journey): string[][] {
  const paths: string[][] = [];
  // Breadth first: a path is finished only when all shorter ones are.
  const queue = [[journey.initial]];
  for (const path of queue) {
    const here = path.at(-1) ?? '';
    const next = (journey.transitions[here] ?? []).filter((state) => !path.includes(state));
    if (next.length === 0 && path.length > 1 && isFinal(journey, here)) paths.push(path.slice(1));
    queue.push(...next.map((state) => [...path, state]));
    if (paths.length >= mostPaths) break;
  }
  return paths;
}

/** The shortest way to a state of that meaning; undefined where there is none. */
export function shortestPath(journey: Journey, meaning: 'happened' | 'failed'): string[] | undefined {
  return pathsOf(journey).find((path) => journey.states[path.at(-1) ?? '']?.meaning === meaning);
}
