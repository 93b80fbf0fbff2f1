import { Agent, type Dispatcher, request, fetch as undiciFetch } from 'undici';
import { abortedBy } from './aborted-by.ts';
import { secure, type Way } from './way.ts';

type Options = Omit<Dispatcher.RequestOptions, 'origin' | 'path' | 'method'> & { dispatcher?: Dispatcher };

async function send(url: string, options: Options = {}): Promise<number> {
  const { statusCode, body } = await request(url, { method: 'POST', body: '{}', ...options });
  await body.text();
  return statusCode;
}

/** One agent for each length of its timeout, kept for the life of the process as a client keeps its own. */
function agents(make: (ms: number) => Agent): (ms: number) => Agent {
  const made = new Map<number, Agent>();
  return (ms) => {
    const agent = made.get(ms) ?? make(ms);
    made.set(ms, agent);
    return agent;
  };
}

const hasty = agents((ms) => new Agent({ headersTimeout: ms, bodyTimeout: ms }));
const connecting = agents((ms) => new Agent({ connect: { timeout: ms } }));

const way = { stack: 'undici', door: 'socket', url: secure } as const;

/** The package `undici`. */
export const undici: Way[] = [
  { ...way, bound: 'none', call: (url) => send(url), ends: { nothing: '300 s', half: '300 s' } },
  {
    ...way,
    bound: '`headersTimeout: T`',
    call: (url, ms) => send(url, { headersTimeout: ms }),
    ends: { nothing: 'tick', half: '300 s' },
  },
  {
    ...way,
    bound: '`bodyTimeout: T`',
    call: (url, ms) => send(url, { bodyTimeout: ms }),
    ends: { nothing: '300 s', half: 'tick' },
  },
  {
    ...way,
    bound: '`new Agent({ headersTimeout: T, bodyTimeout: T })`',
    call: (url, ms) => send(url, { dispatcher: hasty(ms) }),
    ends: { nothing: 'tick', half: 'tick' },
  },
  {
    ...way,
    bound: '`new Agent({ connect: { timeout: T } })`',
    call: (url, ms) => send(url, { dispatcher: connecting(ms) }),
    ends: { nothing: '300 s', half: '300 s' },
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
    ...way,
    bound: 'its `fetch`, `signal: AbortSignal.timeout(T)`',
    call: async (url, ms) => {
      const signal = AbortSignal.timeout(ms);
      const response = await undiciFetch(url, { method: 'POST', body: '{}', signal });
      await response.text();
      return response.status;
    },
    ends: { nothing: 'exact', half: 'exact' },
  },
];
