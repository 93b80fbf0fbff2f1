import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { ConsumerPact } from '@pact-foundation/pact-core';
import { SadpathError } from '../model/failure.ts';
import type { WireRequest } from '../model/reply.ts';
import { addHttp, addMessage } from './add-interaction.ts';
import type { Interaction } from './interaction.ts';
import { loadPact, type Pact, version4 } from './pact-core.ts';
import type { Mocked, PactAnswer, PactQuestion, PactThreadData } from './pact-thread.ts';

/*
 * The thread in which Pact runs: its mock servers are real ones, on the loopback, in real time. Whoever asks waits for the flag.
 */
const { port, flag }: PactThreadData = workerData;
let mock: { pact: ConsumerPact; port: number } | undefined;

port.on('message', async (question: PactQuestion) => {
  port.postMessage(await answered(question));
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});

async function answered(question: PactQuestion): Promise<PactAnswer> {
  try {
    return { value: JSON.stringify((await answer(question)) ?? null) };
  } catch (error) {
    if (error instanceof SadpathError) return { failed: error.message };
    return { failed: new SadpathError({ to: `have Pact ${question.ask}`, because: String(error) }).message };
  }
}

async function answer(question: PactQuestion): Promise<unknown> {
  const pact = await loadPact('work with a contract');
  switch (question.ask) {
    case 'open':
      return open(pact, question.interaction);
    case 'send':
      return send(question.request);
    case 'close':
      return close();
    case 'reify':
      return reify(pact, question.interaction);
    case 'write':
      return write(pact, question);
  }
}

function open(pact: Pact, interaction: Interaction): void {
  close();
  const made = pact.makeConsumerPact('consumer', 'provider', version4, 'error');
  if (interaction.kind === 'http') addHttp(made, interaction);
  mock = { pact: made, port: made.createMockServer('127.0.0.1', 0, false) };
}

function close(): string[] {
  if (!mock) return [];
  const { pact, port } = mock;
  mock = undefined;
  const mismatches = pact.mockServerMismatches(port);
  const matched = pact.mockServerMatchedSuccessfully(port);
  pact.cleanupMockServer(port);
  return matched ? [] : mismatches.map((mismatch) => JSON.stringify(mismatch));
}

/** Headers that belong to one connection, and are not those of the next one. */
const ofConnection = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect'];

/** What Pact's server adds of its own, the wall-clock time for one. */
const ofServer = /^(date|content-length|access-control-.*|connection|keep-alive)$/;

function send({ method, url, headers, body }: WireRequest): Promise<Mocked> {
  const { pathname, search } = new URL(url);
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.includes(name)));
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: mock?.port, method, path: `${pathname}${search}`, headers: kept };
    const request = http.request({ ...options, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const received = Object.entries(response.headers).filter(([name]) => !ofServer.test(name));
        const joined = received.map(([name, value]) => [name, [value].flat().join(', ')] as const);
        resolve({
          unexpected: response.headers['x-pact'] !== undefined,
          reply: {
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(joined),
            body: Buffer.concat(chunks).toString('utf8'),
          },
        });
      });
    });
    request.on('error', reject).end(body);
  });
}

function reify(pact: Pact, interaction: Interaction): string {
  const made = pact.makeConsumerPact('consumer', 'provider', version4, 'error');
  if (interaction.kind !== 'message') throw new Error(`${interaction.key} is no message`);
  const { contents } = JSON.parse(addMessage(made, interaction).reifyMessage());
  return JSON.stringify(contents.content);
}

/** One write, by one process, over nothing: Pact merges with what is there, and loses what others write meanwhile. */
async function write(
  pact: Pact,
  { consumer, provider, interactions, about }: Extract<PactQuestion, { ask: 'write' }>,
): Promise<string> {
  const made = pact.makeConsumerPact(consumer, provider, version4, 'error');
  for (const interaction of interactions) {
    if (interaction.kind === 'http') addHttp(made, interaction);
    else addMessage(made, interaction);
  }
  for (const [name, value] of Object.entries(about)) made.addMetadata('sadpath', name, value);
  const folder = await mkdtemp(join(tmpdir(), 'sadpath-pact-'));
  try {
    made.writePactFile(folder, false);
    // A name with a slash in it makes folders.
    const file = (await readdir(folder, { recursive: true })).find((name) => name.endsWith('.json'));
    if (file === undefined) throw new Error('it wrote no file');
    return await readFile(join(folder, file), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
