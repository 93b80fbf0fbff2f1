import gotClient, { type OptionsOfTextResponseBody } from 'got';
import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

async function send(url: string, options: OptionsOfTextResponseBody = {}): Promise<number> {
  const { statusCode } = await gotClient.post(url, { json: {}, ...options });
  return statusCode;
}

const way = { stack: 'got', door: 'socket', url: secure } as const;

/** got. */
export const got: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: 'never', half: 'never' } },
  {
    ...way,
    bound: '`timeout: { request: T }`',
    call: (url, ms) => send(url, { timeout: { request: ms } }),
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...way,
    bound: '`timeout: { response: T }`',
    call: (url, ms) => send(url, { timeout: { response: ms } }),
    ends: { nothing: 'exact+1', half: 'never' },
  },
  {
    ...way,
    bound: '`timeout: { read: T }`',
    call: (url, ms) => send(url, { timeout: { read: ms } }),
    ends: { nothing: 'never', half: 'exact+1' },
  },
  {
    ...way,
    bound: '`timeout: { socket: T }`',
    call: (url, ms) => send(url, { timeout: { socket: ms } }),
    ends: { nothing: 'exact+1', half: 'exact+1' },
  },
  {
    ...way,
    bound: '`timeout: { lookup: T, connect: T, secureConnect: T, send: T }`',
    call: (url, ms) => send(url, { timeout: { lookup: ms, connect: ms, secureConnect: ms, send: ms } }),
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
