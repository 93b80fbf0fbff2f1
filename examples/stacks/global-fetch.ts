import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

async function send(url: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: '{}', ...init });
  await response.text();
  return response.status;
}

const way = { stack: 'global fetch', door: 'fetch', url: secure } as const;

/** The platform's own fetch. */
export const globalFetch: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: '300 s', half: '300 s' } },
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
    ...way,
    bound: '`AbortController`, its timer cleared when the head is there',
    call: async (url, ms) => {
      const init = { method: 'POST', body: '{}' };
      const response = await abortedBy(ms, (signal) => fetch(url, { ...init, signal }));
      await response.text();
      return response.status;
    },
    ends: { nothing: 'exact', half: '300 s' },
  },
  {
    ...way,
    bound: '`Promise.race` with a `setTimeout`',
    call: (url, ms) => {
      const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('too late')), ms));
      return Promise.race([send(url), late]);
    },
    ends: { nothing: 'exact', half: 'exact' },
  },
];
