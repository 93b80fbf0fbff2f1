import http from 'node:http';
import https from 'node:https';
import { abortedBy } from './aborted-by.ts';
import { plain, secure, type Way } from './way.ts';

type Module = typeof http | typeof https;
type Prepare = (request: http.ClientRequest) => void;

function send(module: Module, url: string, options: https.RequestOptions = {}, prepare: Prepare = () => {}) {
  return new Promise<number | undefined>((resolve, reject) => {
    const request = module.request(url, { method: 'POST', ...options }, (reply) => {
      reply.on('error', reject);
      reply.on('end', () => resolve(reply.statusCode));
      reply.resume();
    });
    request.on('error', reject);
    prepare(request);
    request.end('{}');
  });
}

const tooLate = (): Error => new Error('too late');

/** What has to be done about a timeout: node:http itself only tells of it. */
const hangUp: Prepare = (request) => request.on('timeout', () => request.destroy(tooLate()));

function ways(stack: string, module: Module, url: string): Way[] {
  const way = { stack, door: 'socket', url } as const;
  const agents = new Map<number, http.Agent>();
  const agentOf = (ms: number): http.Agent => {
    const agent = agents.get(ms) ?? new module.Agent({ keepAlive: true, timeout: ms });
    agents.set(ms, agent);
    return agent;
  };
  return [
    { ...way, bound: 'none', call: (to) => send(module, to), ends: { nothing: 'never', half: 'never' } },
    {
      ...way,
      bound: '`{ timeout: T }`, and nobody listens for it',
      call: (to, ms) => send(module, to, { timeout: ms }),
      ends: { nothing: 'never', half: 'never' },
    },
    {
      ...way,
      bound: '`{ timeout: T }`, destroyed on `timeout`',
      call: (to, ms) => send(module, to, { timeout: ms }, hangUp),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`req.setTimeout(T, () => req.destroy(…))`',
      call: (to, ms) => send(module, to, {}, (request) => request.setTimeout(ms, () => request.destroy(tooLate()))),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`new Agent({ timeout: T })`, destroyed on `timeout`',
      call: (to, ms) => send(module, to, { agent: agentOf(ms) }, hangUp),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`socket.setTimeout(T, () => req.destroy(…))`',
      call: (to, ms) =>
        send(module, to, { agent: false }, (request) =>
          request.on('socket', (socket) => socket.setTimeout(ms, () => request.destroy(tooLate()))),
        ),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`signal: AbortSignal.timeout(T)`',
      call: (to, ms) => send(module, to, { signal: AbortSignal.timeout(ms) }),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`AbortController`, aborted by `setTimeout`',
      call: (to, ms) => abortedBy(ms, (signal) => send(module, to, { signal })),
      ends: { nothing: 'exact', half: 'exact' },
    },
    {
      ...way,
      bound: '`setTimeout`, which destroys the request',
      call: (to, ms) => {
        let timer: NodeJS.Timeout | undefined;
        const prepare: Prepare = (request) => {
          timer = setTimeout(() => request.destroy(tooLate()), ms);
        };
        return send(module, to, {}, prepare).finally(() => clearTimeout(timer));
      },
      ends: { nothing: 'exact', half: 'exact' },
    },
  ];
}

/** `node:http`. */
export const nodeHttp: Way[] = ways('node:http', http, plain);

/** `node:https`. */
export const nodeHttps: Way[] = ways('node:https', https, secure);
