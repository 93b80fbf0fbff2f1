import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Lane } from '../model/scenario.ts';
import type { Exchange, Play, Played } from './play.ts';
import { openSandbox } from './sandbox.ts';

/** What the specs of this folder share: the sandbox of the test process, replies, and a record of what happened. */
export const sandbox = openSandbox();

export const lanes = ['fetch', 'msw'] as const;

export const ok: WireReply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"done":true}' };

export const broken = (kind: 'reset' | 'refused' | 'stall' | 'unresolved'): WireReply => ({
  status: 0,
  headers: {},
  body: '',
  transport: { kind },
});

export interface Recorded<T> {
  played: Played<T>;
  requests: WireRequest[];
  exchanges: Exchange[];
  /** Virtual instants of the requests. */
  at: number[];
  delivered: number[];
  aborted: number[];
  escaped: [string, unknown][];
}

/** Plays and records. `respond` is given the number of the exchange. */
export async function playing<T>(
  lane: Lane,
  body: Play<T>['body'],
  respond: (number: number, request: WireRequest) => WireReply = () => ok,
  more: Partial<Play<T>> = {},
): Promise<Recorded<T>> {
  const record: Omit<Recorded<T>, 'played'> = {
    requests: [],
    exchanges: [],
    at: [],
    delivered: [],
    aborted: [],
    escaped: [],
  };
  const played = await sandbox.play<T>({
    lane,
    chance: 'spec',
    respond(request, exchange) {
      record.requests.push(request);
      record.exchanges.push(exchange);
      record.at.push(exchange.at);
      return respond(exchange.number, request);
    },
    delivered: ({ number }) => record.delivered.push(number),
    aborted: ({ number }) => record.aborted.push(number),
    escaped: (kind, error) => record.escaped.push([kind, error]),
    body,
    limits: { virtualMs: 30 * 86_400_000, requests: 10_000 },
    ...more,
  });
  return { played, ...record };
}

/** The value of a scenario that settled. */
export function settled<T>({ played }: Recorded<T>): T {
  if (played.ending !== 'settled') throw new Error(`it ended: ${played.ending}`);
  return played.value;
}

export const url = 'https://provider.sadpath.test/v1/payments';
export const plainUrl = 'http://provider.sadpath.test/v1/payments';

/** A request through node:http; resolves with the reply's status and body. */
export function viaNodeHttp(
  options: http.RequestOptions = {},
  prepare: (request: http.ClientRequest) => void = () => {},
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(plainUrl, { method: 'POST', ...options }, (reply) => {
      let body = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk) => {
        body += chunk;
      });
      reply.on('error', reject);
      reply.on('end', () => resolve({ status: reply.statusCode, body }));
    });
    request.on('error', reject);
    prepare(request);
    request.end('{}');
  });
}

/** A real server on loopback, while `use` runs. */
export async function withServer<T>(use: (origin: string) => Promise<T>): Promise<T> {
  const server = http.createServer((_request, reply) => reply.end('real'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The error that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<Error & { code?: string; cause?: unknown }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`not an error: ${String(error)}`);
  }
  throw new Error('nothing was thrown');
}
