import { SadpathError } from '../model/failure.ts';
import { performersOf } from '../model/performers.ts';
import type { WireReply } from '../model/reply.ts';
import type { Lane } from '../model/scenario.ts';
import { fail, type Scene } from './scene.ts';

/** Whether a lane can perform a reply as a socket would. Ends the scene where it cannot: another reply would be a lie. */
export function canPerform(scene: Scene, lane: Lane, reply: WireReply): boolean {
  const able = performersOf(reply);
  if (able.includes(lane)) return true;
  fail(
    scene,
    new SadpathError({
      to: `perform the reply "${reply.transport?.kind ?? reply.status}" on the ${lane} lane`,
      because: 'a client would see it otherwise than from a socket',
      next: `Play the scenario on the ${able.join(' or the ')} lane, or leave the choice to \`auto\`.`,
    }),
  );
  return false;
}
