import type { WireReply } from '../model/reply.ts';
import { canPerform } from './can-perform.ts';
import { finish } from './finished-reply.ts';
import { held } from './held.ts';
import { platform } from './platform.ts';
import { arrive, type Scene } from './scene.ts';
import { connectionRefused } from './transport-errors.ts';

/** What global fetch is given. */
export type FetchArguments = Parameters<typeof globalThis.fetch>;

/**
 * Answers a call of global fetch by itself, without sockets. The Request and the Response are the platform's own, and so are its
 * refusals and the errors of an aborted signal. A redirect is not followed: it reaches the client as it stands.
 */
export async function answerFetch(scene: Scene, ...[input, init]: FetchArguments): Promise<Response> {
  const request = new Request(input, withoutSignal(init));
  if (!/^https?:/.test(request.url)) return platform.fetch(input, init);
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
  signal?.throwIfAborted();
  // A client may abort in the same breath; the platform would not have sent anything yet.
  const body = await (request.body ? bodyOf(request, init, signal) : undefined);
  signal?.throwIfAborted();

  const url = withoutFragment(request.url);
  const wire = { method: request.method, url, headers: Object.fromEntries(request.headers), body: body ?? '' };
  const answer = arrive(scene, wire, 'fetch');
  switch (answer.kind) {
    case 'aside':
      return response(answer.reply, url, request.method, signal);
    case 'leave':
      return new Promise(() => {});
    case 'refuse':
      throw new TypeError('fetch failed', { cause: connectionRefused(url) });
    case 'reply': {
      if (!canPerform(scene, 'fetch', answer.reply)) return new Promise(() => {});
      const { delayMs } = answer.reply;
      if (delayMs !== undefined) {
        await held(delayMs, signal, () => {
          scene.play.aborted?.(answer.exchange);
          return signal?.reason;
        });
      }
      scene.play.delivered?.(answer.exchange);
      return response(answer.reply, url, request.method, signal);
    }
  }
}

/** The lane minds the signal itself; a Request that followed it too would cost more than all the rest of it. */
function withoutSignal(init: RequestInit | undefined): RequestInit | undefined {
  if (!(init?.signal instanceof AbortSignal) || Object.getPrototypeOf(init) !== Object.prototype) return init;
  return { ...init, signal: null };
}

/** A body of text is known at once; any other is read, and a signal may cut the reading short. */
function bodyOf(
  request: Request,
  init: RequestInit | undefined,
  signal: AbortSignal | undefined,
): string | Promise<string> {
  if (typeof init?.body === 'string') return init.body;
  if (!signal) return request.text();
  return new Promise((resolve, reject) => {
    const cut = (): void => reject(signal.reason);
    signal.addEventListener('abort', cut, { once: true });
    request
      .text()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', cut));
  });
}

function response(reply: WireReply, url: string, method: string, signal: AbortSignal | undefined): Response {
  const { body, init } = finish(reply, method);
  return dressed(new Response(body && signal ? abortable(body, signal) : body, init), url);
}

/** A body that an abort still breaks while nobody has read it. */
function abortable(bytes: Uint8Array, signal: AbortSignal): ReadableStream {
  let cut = (): void => {};
  return new ReadableStream(
    {
      start(controller) {
        cut = () => controller.error(signal.reason);
        signal.addEventListener('abort', cut, { once: true });
      },
      pull(controller) {
        signal.removeEventListener('abort', cut);
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
      cancel: () => signal.removeEventListener('abort', cut),
    },
    { highWaterMark: 0 },
  );
}

/** A Response that was constructed has no URL; one that was fetched does, and its clones do. */
function dressed(response: Response, url: string): Response {
  return Object.defineProperties(response, {
    url: { value: url, configurable: true },
    type: { value: 'basic', configurable: true },
    clone: { value: () => dressed(Response.prototype.clone.call(response), url), configurable: true, writable: true },
  });
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
