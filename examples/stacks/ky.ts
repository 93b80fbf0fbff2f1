import kyClient, { type Options } from 'ky';
import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

async function send(url: string, options: Options = {}): Promise<number> {
  const response = await kyClient.post(url, { json: {}, ...options });
  await response.text();
  return response.status;
}

const way = { stack: 'ky', door: 'fetch', url: secure } as const;

/** ky, which stands on the global fetch. */
export const ky: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: '10 s', half: '300 s' } },
  {
    ...way,
    bound: '`timeout: T`',
    call: (url, ms) => send(url, { timeout: ms }),
    ends: { nothing: 'exact', half: '300 s' },
  },
  {
    ...way,
    bound: '`timeout: T`, read by `ky.post(…).json()`',
    call: async (url, ms) => {
      await kyClient.post(url, { json: {}, timeout: ms }).json();
      return 200;
    },
    ends: { nothing: 'exact', half: 'exact' },
  },
  {
    ...way,
    bound: '`timeout: false`',
    call: (url) => send(url, { timeout: false }),
    ends: { nothing: '300 s', half: '300 s' },
  },
  {
    ...way,
    bound: '`totalTimeout: T`, `timeout: false`',
    call: (url, ms) => send(url, { totalTimeout: ms, timeout: false }),
    ends: { nothing: 'exact', half: '300 s' },
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
