import https from 'node:https';
import axiosClient, { type AxiosRequestConfig } from 'axios';
import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

async function send(url: string, config: AxiosRequestConfig = {}): Promise<number> {
  const { status } = await axiosClient.post(url, {}, config);
  return status;
}

const way = { stack: 'axios', door: 'socket', url: secure } as const;
const overFetch = { ...way, stack: "axios, `adapter: 'fetch'`", door: 'fetch' } as const;

const httpsAgent = new https.Agent({ keepAlive: true });

/** axios, on node:http as it comes, and on fetch. */
export const axios: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: 'never', half: 'never' } },
  {
    ...way,
    bound: '`timeout: T`',
    call: (url, ms) => send(url, { timeout: ms }),
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...way,
    bound: '`timeout: T`, with a keep-alive agent',
    call: (url, ms) => send(url, { timeout: ms, httpsAgent }),
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...way,
    bound: '`timeout: T`, `transitional.clarifyTimeoutError`',
    call: (url, ms) => send(url, { timeout: ms, transitional: { clarifyTimeoutError: true } }),
    ends: { nothing: 'exact', half: 'exact' },
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
  {
    ...overFetch,
    bound: 'none',
    call: (url) => send(url, { adapter: 'fetch' }),
    ends: { nothing: '300 s', half: '300 s' },
  },
  {
    ...overFetch,
    bound: '`timeout: T`',
    call: (url, ms) => send(url, { adapter: 'fetch', timeout: ms }),
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...overFetch,
    bound: '`signal: AbortSignal.timeout(T)`',
    call: (url, ms) => send(url, { adapter: 'fetch', signal: AbortSignal.timeout(ms) }),
    ends: { nothing: 'exact', half: 'exact' },
  },
];
