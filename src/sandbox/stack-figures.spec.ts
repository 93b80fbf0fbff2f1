import type { End, Way } from '../../examples/stacks/way.ts';
import type { WireReply } from '../model/reply.ts';
import type { Lane } from '../model/scenario.ts';
import { broken, ok, playing } from './stage.spec.ts';
import { nextDue } from './virtual-clock.ts';

/** What T stands for wherever a way to bound a call is measured, in milliseconds. */
export const T = 5_000;

/** The lanes that a way is measured on. The first of them is the one that the docs tell of. */
export const measured: Record<Lane, { serves(way: Way): boolean; silences: Silence[]; mayTakeMs: number }> = {
  wire: { serves: () => true, silences: ['nothing', 'half'], mayTakeMs: 2 ** 31 - 1 },
  // Keeps a client connecting until its reply is there: who bounds the phases of a call is played over real sockets.
  msw: { serves: ({ bound }) => !bound.includes('lookup'), silences: ['nothing'], mayTakeMs: 2 ** 31 - 1 },
  // Performs replies that are whole, and no later than undici would wait for them.
  fetch: { serves: ({ door }) => door === 'fetch', silences: [], mayTakeMs: 299_000 },
};

/** How a provider says nothing. */
export type Silence = keyof Way['ends'];

/** How a call came out, in virtual time. */
export type Figure =
  | { how: 'never' }
  | { how: 'reply'; at: number; status: number | undefined }
  | { how: 'error'; at: number; name: string; code?: unknown; causeCode?: unknown };

/** The ways of a provider to say nothing. */
export const silences: Record<Silence, WireReply> = {
  nothing: broken('stall'),
  half: { ...ok, transport: { kind: 'stall', at: 5 } },
};

/** A whole reply, late by so many milliseconds. */
export const late = (delayMs: number): WireReply => ({ ...ok, delayMs });

/** Plays one call, and looks whether it leaves anything behind. */
export async function figureOf(lane: Lane, way: Way, reply: WireReply): Promise<Figure> {
  const { played, at, escaped } = await playing<Figure>(
    lane,
    async (time) => {
      try {
        const status = await way.call(way.url, T);
        return { how: 'reply', at: time.now(), status };
      } catch (error) {
        return seen(error, time.now());
      }
    },
    () => reply,
  );
  const left = { at, escaped, leftover: played.leftover, due: nextDue() };
  if (at.join() !== '0' || escaped.length > 0 || played.leftover > 0 || left.due !== undefined) {
    throw new Error(`${way.stack}, ${way.bound}, leaves ${JSON.stringify(left)}`);
  }
  return played.ending === 'settled' ? played.value : { how: 'never' };
}

function seen(error: unknown, at: number): Figure {
  if (!(error instanceof Error)) throw error;
  const code: unknown = Reflect.get(error, 'code');
  const causeCode: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined;
  return {
    how: 'error',
    at,
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(causeCode === undefined ? {} : { causeCode }),
  };
}

/** undici's timers go by a tick of so many milliseconds; one that is armed while it rests ends on the first tick that is not too early. */
const tickMs = 499;
const ticked = (ms: number): number => Math.ceil(ms / tickMs) * tickMs;

/** When a call ends that is bound in such a way; undefined when it never does. */
export function endOf(end: End): number | undefined {
  switch (end) {
    case 'exact':
      return T;
    case 'exact+1':
      return T + 1;
    case 'tick':
      return ticked(T);
    case '300 s':
      return ticked(300_000);
    case '10 s':
      return 10_000;
    case 'never':
      return undefined;
  }
}
