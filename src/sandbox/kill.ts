import type { Scene } from './scene.ts';
import { armedTimers } from './virtual-timer.ts';

/**
 * Kills the client of a scene: it waits for nothing any more, and its connections break. Its code cannot be stopped where it stands; but
 * whatever it still asks for, nobody answers. The next client has a life of its own.
 */
export function kill(scene: Scene): void {
  const dead = scene.life;
  dead.over = true;
  scene.life = { over: false };
  for (const timer of armedTimers()) timer.dieWith(dead);
  for (const hangUp of scene.stalled) hangUp();
}
