import { SadpathError } from '../model/failure.ts';
import { startOfDay } from '../model/start-of-day.ts';
import { takeTicksAlong, takeTicksBack } from './adopted-timers.ts';
import { seedChance, unseedChance } from './chance-door.ts';
import { drain, drive } from './drive.ts';
import { catchEscapes } from './escapes.ts';
import { reportRefused } from './guard.ts';
import { kill } from './kill.ts';
import { leftBehind } from './lingering.ts';
import { closeMocked } from './mocked-sockets.ts';
import type { Play, Played, Time } from './play.ts';
import { context, type Scene, setScene } from './scene.ts';
import { unwatchSystem, watchSystem } from './system-work.ts';
import { takeLane } from './take-lane.ts';
import { beginDay, virtualNow, world } from './virtual-clock.ts';
import { longestDelay, VirtualTimer } from './virtual-timer.ts';
import { breakWires, plugWires, unplugWires } from './wire-lane.ts';

let playing = false;

/** How the body came out. */
type Outcome<T> = { value: T } | { error: unknown };

/** Plays one scenario: see `Sandbox.play`. */
export async function playScene<T>(play: Play<T>): Promise<Played<T>> {
  if (playing) {
    throw new SadpathError({
      to: 'play a scenario',
      because: 'another one is running in this process',
      next: 'Play one at a time, or use more processes.',
    });
  }
  playing = true;
  try {
    await takeLane(play.lane);
    return await perform(play);
  } finally {
    playing = false;
  }
}

async function perform<T>(play: Play<T>): Promise<Played<T>> {
  const scene: Scene = {
    play,
    stalled: new Set(),
    life: { over: false },
    requests: 0,
    exchanges: 0,
    refused: 0,
    undead: false,
  };
  const report = (kind: 'rejection' | 'exception', error: unknown): void => play.escaped?.(kind, error);
  const threw = (error: unknown): void => report('exception', error);
  const giveBack = takeOver(scene, report);
  let outcome: Outcome<T> | undefined;
  let left: string[] = [];
  let unheard: string[] = [];
  let leftover = 0;
  try {
    const settle = (how: Outcome<T>): void => {
      outcome ??= how;
      scene.ended ??= 'settled';
    };
    // Awaited, and not asked with `then`: that is what a client may have replaced.
    context.run({ scene }, async () => {
      try {
        settle({ value: await play.body(timeOf(scene)) });
      } catch (error) {
        settle({ error });
      }
    });
    await drive(scene, threw);
    // What a thread or a command of the client's throws comes late, and is its own all the same.
    if (scene.ended === 'settled') left = await leftBehind();
    if (scene.ended !== 'requests') play.ended?.();
    leftover = await drain(scene, threw);
    await breakWires();
    closeMocked();
  } finally {
    scene.undead = leftover > 0 || scene.ended === 'time' || scene.ended === 'requests';
    unheard = giveBack();
  }
  return result(scene, outcome, { left, leftover, unheard });
}

function result<T>(
  scene: Scene,
  outcome: Outcome<T> | undefined,
  rest: Pick<Played<T>, 'left' | 'leftover' | 'unheard'>,
): Played<T> {
  switch (scene.ended) {
    case 'hung':
    case 'time':
    case 'requests':
      return { ending: scene.ended, ...rest };
    case 'fault':
      throw scene.fault;
    case 'settled':
    case undefined:
      break;
  }
  if (outcome && 'value' in outcome) return { ending: 'settled', value: outcome.value, ...rest };
  throw outcome?.error;
}

/** Switches the process to the scene. Gives back what switches it back, and tells of the events whose listeners were taken away. */
function takeOver(scene: Scene, report: (kind: 'rejection' | 'exception', error: unknown) => void): () => string[] {
  const restoreListeners = catchEscapes(report);
  reportRefused((error) => scene.play.escaped?.('connection', error));
  seedChance(scene.play.chance);
  setScene(scene);
  watchSystem();
  world.virtual = true;
  if (scene.play.lane === 'wire') plugWires();
  beginDay();
  takeTicksAlong();
  return () => {
    world.virtual = false;
    unplugWires();
    takeTicksBack();
    unwatchSystem();
    setScene(undefined);
    unseedChance();
    reportRefused(() => {});
    return restoreListeners();
  };
}

function timeOf(scene: Scene): Time {
  return {
    now: () => virtualNow() - startOfDay,
    sleep: async (ms) => {
      for (let left = ms; left > 0; left -= longestDelay) {
        const leg = Math.min(left, longestDelay);
        await new Promise<void>((resolve) => new VirtualTimer(() => resolve(), leg, [], false));
      }
    },
    withCall: (call, run) => context.run({ scene, call, life: scene.life }, run),
    withLife: (run) => context.run({ scene, life: scene.life }, run),
    kill: () => kill(scene),
    calling: () => context.getStore()?.call,
  };
}
