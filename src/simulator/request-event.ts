import type { RequestEvent } from '../model/trace.ts';
import type { Incoming } from './incoming.ts';

/** What is known of a request beside its own text. */
export interface RequestFacts {
  at: number;
  operation?: string;
  key?: string | undefined;
  handed?: boolean;
  intent?: string | undefined;
  credentials?: string | undefined;
  madeAt?: number | undefined;
}

/** A request as a trace tells it. */
export function requestEvent(
  asked: Incoming,
  { at, operation, key, handed, intent, credentials, madeAt }: RequestFacts,
): RequestEvent {
  return {
    event: 'request',
    at,
    exchange: asked.exchange,
    ...(operation === undefined ? {} : { operation }),
    method: asked.method,
    path: `${asked.path}${asked.query}`,
    ...(asked.contentType === undefined ? {} : { contentType: asked.contentType }),
    body: asked.text,
    ...(key === undefined ? {} : { key }),
    ...(handed ? { handed } : {}),
    ...(intent === undefined ? {} : { intent }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(madeAt === undefined ? {} : { madeAt }),
  };
}
