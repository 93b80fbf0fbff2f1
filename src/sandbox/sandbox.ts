import type { Lane } from '../model/scenario.ts';
import { openDoors } from './doors.ts';
import { guardAlways } from './guard.ts';
import type { Play, Played } from './play.ts';
import { playScene } from './play-scene.ts';
import { takeLane } from './take-lane.ts';

/** How a process is to be sandboxed. */
export interface SandboxOptions {
  /** In a child process the guard is always on. In a user's test process everything is a switch. When left out: false. */
  alwaysGuard?: boolean;
}

/** A process whose time, chance and network can be taken over, for one scenario at a time. */
export interface Sandbox {
  /**
   * Plays a scenario. Rejects with what its body or `respond` throws, and with a SadpathError when another one is running or when
   * the lane cannot perform a reply.
   */
  play<T>(play: Play<T>): Promise<Played<T>>;
  /**
   * Makes a lane ready ahead of its next scenario. Gives back whether that changed what the process shares. Once `msw` was made ready,
   * requests that bypass global fetch are answered in scenarios of the `fetch` lane too; until then the guard refuses them.
   */
  prepare(lane: Lane): Promise<boolean>;
  /** From now on the guard refuses outside of scenarios too: nothing else runs in this process. */
  guardAlways(): void;
  /** Whether nothing but scenarios runs in this process: see {@link SandboxOptions.alwaysGuard}. */
  alone(): boolean;
}

declare global {
  /** The sandbox of the process: one, even where the package is loaded twice. */
  var __sadpathSandbox: Sandbox | undefined;
}

/**
 * Takes over what tells time, makes chance and reaches the network, once a process and for good. While no scenario runs, all of it
 * passes through to the platform. To be called before the client is imported.
 */
export function openSandbox(options: SandboxOptions = {}): Sandbox {
  globalThis.__sadpathSandbox ??= open();
  if (options.alwaysGuard) globalThis.__sadpathSandbox.guardAlways();
  return globalThis.__sadpathSandbox;
}

function open(): Sandbox {
  openDoors();
  let alone = false;
  return {
    play: playScene,
    prepare: takeLane,
    guardAlways: () => {
      alone = true;
      guardAlways();
    },
    alone: () => alone,
  };
}
