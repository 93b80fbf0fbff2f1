import https from 'node:https';
import fetchOfPackage, { type RequestInit } from 'node-fetch';
import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

async function send(url: string, init: RequestInit = {}): Promise<number> {
  const response = await fetchOfPackage(url, { method: 'POST', body: '{}', ...init });
  await response.text();
  return response.status;
}

const way = { stack: 'node-fetch', door: 'socket', url: secure } as const;

/** node-fetch 3, which stands on node:http. */
export const nodeFetch: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: 'never', half: 'never' } },
  {
    ...way,
    bound: '`agent: new https.Agent({ timeout: T })`',
    call: (url, ms) => send(url, { agent: new https.Agent({ timeout: ms }) }),
    ends: { nothing: 'never', half: 'never' },
  },
  {
    ...way,
    bound: '`signal: AbortSignal.timeout(T)`',
    call: (url, ms) => send(url, { signal: AbortSignal.timeout(ms) }),
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...way,
    bound: '`AbortController`, aborted by `setTimeout`',
    call: (url, ms) => abortedBy(ms, (signal) => send(url, { signal })),
    ends: { nothing: 'exact', half: 'exact' },
  },
];
