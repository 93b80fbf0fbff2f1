import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { WireReply } from '../model/reply.ts';
import type { ProviderState } from './provider-state.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** Where a verifier puts the provider into a state, and asks for its events. No API has such paths. */
export const verifierPaths = { states: '/_sadpath/states', events: '/_sadpath/events' };

const state = v.variant('state', [
  v.object({ state: v.literal('nothing goes wrong'), params: v.object({ operation: v.string() }) }),
  v.object({
    state: v.literal('a documented reply'),
    params: v.object({ operation: v.string(), requirement: v.string() }),
  }),
  v.object({
    state: v.literal('a state'),
    params: v.object({ operation: v.string(), state: v.string(), time: v.exactOptional(v.string()) }),
  }),
  v.object({ state: v.literal('an event'), params: v.object({ state: v.string() }) }),
]);

/** Serves a simulated provider over real sockets, on the loopback. */
export async function serveProvider(provider: SimulatedProvider): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => send(response, await answer(provider, request)));
  const port = await listening(server);
  return {
    port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(provider: SimulatedProvider, request: IncomingMessage): Promise<WireReply> {
  const { method = '', url = '', headers } = request;
  const body = await textOf(request);
  if (url === verifierPaths.states) return entered(provider, body);
  if (url === verifierPaths.events) {
    const event = provider.event();
    return event === undefined ? json(404, { error: 'no event in this state' }) : { ...json(200, null), body: event };
  }
  return provider.answer({
    method,
    url: `http://${headers.host}${url}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')])),
    body,
  });
}

/** What it does not know it refuses with 4xx: a verifier asks again and again for two minutes after a 5xx. */
function entered(provider: SimulatedProvider, body: string): WireReply {
  const asked = v.safeParse(v.pipe(v.string(), v.parseJson(), v.looseObject({ action: v.optional(v.string()) })), body);
  if (!asked.success) return json(400, { error: 'no JSON' });
  if (asked.output.action === 'teardown' || asked.output.state === '') return json(200, {});
  const read = v.safeParse(state, asked.output);
  if (!read.success) return json(400, { error: 'no state of a contract of sadpath' });
  const named = provider.enter(stateOf(read.output));
  return named ? json(200, named) : json(400, { error: 'the catalogue knows of no such state' });
}

function stateOf({ state: name, params }: v.InferOutput<typeof state>): ProviderState {
  // The schema has just said which name has which parameters.
  return { name, params } as ProviderState;
}

function json(status: number, value: unknown): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function send(response: ServerResponse, { status, headers, body, bytes }: WireReply): void {
  response.writeHead(status, headers).end(bytes ?? body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
