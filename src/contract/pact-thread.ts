import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { SadpathError } from '../model/failure.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Interaction } from './interaction.ts';
import { pactEnvironment } from './pact-environment.ts';

/** What is asked of the thread in which Pact runs. */
export type PactQuestion =
  /** Starts a mock server for one interaction. */
  | { ask: 'open'; interaction: Interaction }
  /** Sends it a request. */
  | { ask: 'send'; request: WireRequest }
  /** Stops it. */
  | { ask: 'close' }
  /** The contents of a message, as Pact hands them to whoever takes it. */
  | { ask: 'reify'; interaction: Interaction }
  /** The text of a contract. */
  | { ask: 'write'; consumer: string; provider: string; interactions: Interaction[]; about: Record<string, string> };

/** What it answers: JSON, or in a line why not. */
export type PactAnswer = { value: string } | { failed: string };

/** What the mock server has answered; `unexpected`: that it knows no such request. */
export interface Mocked {
  reply: Pick<WireReply, 'status' | 'headers' | 'body'>;
  unexpected: boolean;
}

/** Pact, beside the clock and the network that a client under test is played with. */
export interface PactThread {
  open(interaction: Interaction): void;
  send(request: WireRequest): Mocked;
  /** Gives back what did not match, in words; nothing where the interaction was asked for, and nothing else. */
  close(): string[];
  reify(interaction: Interaction): string;
  write(contract: Omit<Extract<PactQuestion, { ask: 'write' }>, 'ask'>): string;
  end(): Promise<unknown>;
}

/** What the thread is started with. */
export interface PactThreadData {
  port: import('node:worker_threads').MessagePort;
  flag: Int32Array;
}

/** Nothing that is asked takes longer. In real milliseconds. */
const patienceMs = 60_000;

/**
 * Starts the thread. Whoever asks is blocked until the answer is there, so that no virtual time passes, and nothing else happens, while
 * a client waits for Pact's mock server.
 *
 * @throws {SadpathError} from each question, when Pact is not installed, or refuses something.
 */
export function startPact(entry: string): PactThread {
  const { port1: port, port2: theirs } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(entry, {
    workerData: { port: theirs, flag } satisfies PactThreadData,
    transferList: [theirs],
    env: pactEnvironment(process.env),
  });
  worker.unref();

  function ask<T>(question: PactQuestion): T {
    Atomics.store(flag, 0, 0);
    port.postMessage(question);
    const waited = Atomics.wait(flag, 0, 0, patienceMs);
    const answer: PactAnswer | undefined = receiveMessageOnPort(port)?.message;
    if (answer && 'value' in answer) return JSON.parse(answer.value);
    if (answer) throw new SadpathError({ line: answer.failed });
    throw new SadpathError({
      to: 'ask Pact',
      because: waited === 'timed-out' ? `it did not answer within ${patienceMs / 1000} s` : 'it gave no answer',
    });
  }

  return {
    open: (interaction) => ask({ ask: 'open', interaction }),
    send: (request) => ask({ ask: 'send', request }),
    close: () => ask({ ask: 'close' }),
    reify: (interaction) => ask({ ask: 'reify', interaction }),
    write: (contract) => ask({ ask: 'write', ...contract }),
    end: () => worker.terminate(),
  };
}
