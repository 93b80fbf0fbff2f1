import { answerFetch, type FetchArguments } from './fetch-lane.ts';
import { platform } from './platform.ts';
import { replace } from './replace.ts';
import { context, sceneHere } from './scene.ts';

/** Where undici keeps the dispatcher that global fetch sends through. */
const dispatcher = Symbol.for('undici.globalDispatcher.1');

/**
 * Puts global fetch onto the lane of the running scenario. Outside a scenario it is the platform's; and so it is where a client has
 * brought a dispatcher of its own (retries, proxies), which the fetch lane would leave out.
 */
export function openFetchDoor(): void {
  // The dispatcher of the platform is there as soon as its undici is.
  void globalThis.Request;
  const own: unknown = Reflect.get(globalThis, dispatcher);
  replace(globalThis, 'fetch', () => {
    return function fetch(...args: FetchArguments): Promise<Response> {
      const scene = sceneHere();
      if (!scene) return platform.fetch(...args);
      const brought = Reflect.get(globalThis, dispatcher) !== own || (args[1] !== undefined && 'dispatcher' in args[1]);
      if (scene.undead || (scene.play.lane === 'fetch' && !brought)) return answerFetch(scene, ...args);
      if (brought) return platform.fetch(...args);
      return context.run({ ...context.getStore(), scene, viaFetch: {} }, () => platform.fetch(...args));
    };
  });
}
