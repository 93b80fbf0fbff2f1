import type { InterceptorSource as Source } from 'msw/experimental';
import type { WireRequest } from '../model/reply.ts';
import { canPerform } from './can-perform.ts';
import { interceptorsWillDraw } from './chance-door.ts';
import { finish } from './finished-reply.ts';
import { held } from './held.ts';
import type { Exchange } from './play.ts';
import { arrive, context, type Scene, sceneHere } from './scene.ts';
import { connectionRefused, connectionReset, nameNotFound } from './transport-errors.ts';

type AnyFrame = Parameters<Source['queue']>[0];

interface Network {
  enable(): unknown;
  disable(): unknown;
}

let installed: Promise<Network> | undefined;
let enabled = false;

/**
 * Loads MSW and installs it, once a process; it stays, but for scenarios of the wire lane. Some 50 ms. While no scenario runs, every request
 * passes through.
 */
export async function installMsw(): Promise<void> {
  installed ??= install();
  const network = await installed;
  if (!enabled) network.enable();
  enabled = true;
}

/** Lets sockets be sockets, until MSW is resumed. What it kept open is closed. */
export async function suspendMsw(): Promise<void> {
  if (enabled) (await installed)?.disable();
  enabled = false;
}

/** Installs it again, where it was once installed. */
export async function resumeMsw(): Promise<void> {
  if (installed) await installMsw();
}

/** Whether MSW sees what goes over sockets. */
export function isMswOn(): boolean {
  return enabled;
}

async function install(): Promise<Network> {
  const [{ defineNetwork, InterceptorSource }, { http }, { passthrough }, { HttpRequestInterceptor }] =
    await Promise.all([
      import('msw/experimental'),
      import('msw/http'),
      import('msw/utils/passthrough'),
      import('@mswjs/interceptors/http'),
    ]);

  /** MSW prints what a handler throws, unless somebody listens; we throw to break connections. */
  class QuietSource extends InterceptorSource {
    override async queue(frame: AnyFrame): Promise<void> {
      frame.events.on('unhandledException', () => {});
      await super.queue(frame);
    }
  }

  // The source sees what a plain `setupServer` does not: the undici package.
  const network = defineNetwork({
    sources: [new QuietSource({ interceptors: [new HttpRequestInterceptor()] })],
    handlers: [
      http.all('*', ({ request }) => {
        const scene = sceneHere();
        return scene ? perform(scene, request) : passthrough();
      }),
    ],
    onUnhandledFrame: 'error',
    context: { quiet: true },
  });
  interceptorsWillDraw();
  return network;
}

async function perform(scene: Scene, request: Request): Promise<Response> {
  const door: Exchange['door'] = context.getStore()?.viaFetch ? 'fetch' : 'socket';
  const wire = await wireOf(request);
  // The client hung up before its request was whole: nobody has seen it.
  if (request.signal.aborted) throw connectionReset();
  const answer = arrive(scene, wire, door);
  switch (answer.kind) {
    case 'aside':
      return response(finish(answer.reply, request.method));
    case 'leave':
      return new Promise(() => {});
    case 'refuse':
      throw connectionRefused(request.url);
    case 'reply':
      break;
  }
  const { reply, exchange } = answer;
  const { play } = scene;
  if (!canPerform(scene, 'msw', reply)) return new Promise(() => {});
  request.signal.addEventListener('abort', () => !scene.ended && play.aborted?.(exchange), { once: true });
  if (reply.transport?.kind === 'stall') return stall(scene, request);
  if (reply.delayMs !== undefined) await held(reply.delayMs, request.signal, connectionReset);
  play.delivered?.(exchange);
  switch (reply.transport?.kind) {
    case 'reset':
      throw connectionReset();
    case 'refused':
      throw connectionRefused(request.url);
    case 'unresolved':
      throw nameNotFound(request.url);
    default:
      return response(finish(reply, request.method));
  }
}

/** Nothing comes, until the client hangs up or the scenario is over. */
function stall(scene: Scene, request: Request): Promise<Response> {
  return new Promise((_resolve, reject) => {
    const hangUp = (): void => {
      scene.stalled.delete(hangUp);
      reject(connectionReset());
    };
    scene.stalled.add(hangUp);
    request.signal.addEventListener('abort', hangUp, { once: true });
  });
}

async function wireOf(request: Request): Promise<WireRequest> {
  const { method, url } = request;
  return { method, url, headers: Object.fromEntries(request.headers), body: await request.text() };
}

function response({ body, init }: ReturnType<typeof finish>): Response {
  return new Response(body, init);
}
