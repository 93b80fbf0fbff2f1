import { randomUUID } from 'node:crypto';
import type { Credentials } from 'sadpath';

type Fetch = typeof globalThis.fetch;

/** What a fetch that sits under a client may do to its requests. */
export type Under = (real: Fetch, credentials: Credentials) => Fetch;

/** Takes a new key for a request that was too many at first, and whose repeat was lost: its retry handler starts all over. */
export const limitedThenLost: Under = (real) => {
  let limited = false;
  let lost = false;
  return async (url, init) => {
    const request = limited && lost ? withNewKey(init) : init;
    try {
      const response = await real(url, request);
      limited ||= response.status === 429;
      return response;
    } catch (error) {
      lost ||= limited;
      throw error;
    }
  };
};

/** Makes the session anew where reading it fails, if making it took more than one attempt: it takes the first one for lost. */
export const pollAndRetryCross: Under = (real) => {
  const sent: [Parameters<Fetch>[0], RequestInit | undefined][] = [];
  return async (url, init) => {
    if (init?.method === 'POST') sent.push([url, init]);
    const response = await real(url, init);
    const [last] = sent.slice(-1);
    if (init?.method === 'GET' && response.status >= 500 && sent.length > 1 && last) {
      sent.length = 0;
      await real(last[0], withNewKey(last[1])).catch(() => undefined);
    }
    return response;
  };
};

/** Renews credentials that have expired, and where the repeat fails it starts all over: under a key of its own. */
export const afterRefresh: Under = (real, { current, refresh }) => {
  const startOver = new Set<string | null>();
  let renewing: Promise<unknown> | undefined;
  const send = async (...[url, init]: Parameters<Fetch>): Promise<Response> => {
    const { key, secret } = current();
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Basic ${btoa(`${key}:${secret}`)}`);
    return real(url, { ...init, headers });
  };
  return async (url, init) => {
    const idempotencyKey = new Headers(init?.headers).get('idempotency-key');
    const used = current().secret;
    const response = await send(url, startOver.has(idempotencyKey) ? withNewKey(init) : init);
    if (response.status !== 401) return response;
    if (current().secret === used) {
      renewing ??= refresh().finally(() => {
        renewing = undefined;
      });
      await renewing;
    }
    const repeated = await send(url, init);
    if (repeated.status >= 500) startOver.add(idempotencyKey);
    return repeated;
  };
};

function withNewKey(init: RequestInit | undefined): RequestInit {
  const headers = new Headers(init?.headers);
  if (headers.has('idempotency-key')) headers.set('idempotency-key', randomUUID());
  return { ...init, headers };
}
