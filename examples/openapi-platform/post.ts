import type { Agent, IncomingMessage, request } from 'node:http';

/** How a request is made, and how long it may take. */
export interface Post {
  /** `request` of node:https; that of node:http does as well. */
  request: typeof request;
  agent: Agent;
  headers: Record<string, string>;
  body: string;
  /** Milliseconds without a byte. */
  idleMs: number;
  /** Milliseconds for all of it, the body of the reply included. */
  timeoutMs: number;
}

/** A reply with its whole body. */
export interface Reply {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

/** The reply, or the rest of it, did not come in time. */
export class TimedOut extends Error {
  override name = 'TimedOut';
}

const bodyLimit = 1_000_000;

/**
 * Posts a body and reads the reply, at most about a megabyte of it. Redirects are not followed.
 *
 * @throws {TimedOut}
 * @throws {Error} of node:http, when the connection failed or the reply broke off.
 */
export function post(url: string, { request: start, agent, headers, body, idleMs, timeoutMs }: Post): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = start(url, { method: 'POST', agent, headers }, (response) => {
      const { statusCode: status = 0, headers: answer } = response;
      readText(response).then(
        (text) => settle(() => resolve({ status, retryAfter: answer['retry-after'], text })),
        (error: unknown) => settle(() => reject(error)),
      );
    });
    const settle = (how: () => void) => {
      clearTimeout(deadline);
      how();
    };
    const giveUp = () => {
      const error = new TimedOut('No reply in time');
      // First of all, as what a response that is being read makes of it is another error.
      settle(() => reject(error));
      request.destroy(error);
    };
    // The socket's own timeout starts again with each byte, so that a slow drip would never end.
    const deadline = setTimeout(giveUp, timeoutMs);
    request.setTimeout(idleMs, giveUp);
    request.on('error', (error) => settle(() => reject(error)));
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response) {
    text += decoder.decode(chunk, { stream: true });
    size += chunk.length;
    // Leaving the loop destroys the rest.
    if (size > bodyLimit) break;
  }
  return text + decoder.decode();
}
