import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive, areYouThere, type Question, type Reply } from './messages.ts';

/** What a child answers to a question: its own kind of reply, or that it could not. */
export type Answer<Q extends Question> = Extract<Reply, { to: 'failed' }> | Extract<Reply, { to: Q['ask'] }>;

/** A forked child that has loaded a config. */
export interface Worker {
  /** Asks it one question. A child that dies or falls silent answers `failed`, and is of no use any more. */
  ask<Q extends Question>(question: Q): Promise<Answer<Q>>;
  /** Whether it can be asked again. */
  alive(): boolean;
  stop(): void;
}

/** How children are started. */
export interface WorkerOptions {
  /** The child's entry module. */
  entry: string;
  /** The config's absolute path. */
  config: string;
  /** Real milliseconds after which a child that has not answered is asked whether it is there, and after as many more killed. */
  silenceMs: number;
  /** Real milliseconds that one answer may take, however alive the child is. */
  patienceMs: number;
}

/** Starts one child. */
export function startWorker({ entry, config, silenceMs, patienceMs }: WorkerOptions): Worker {
  // A fresh child for each failed case: compiled code that is kept halves what its start costs.
  // What a client prints is its own business: it goes nowhere, so that a report is all that stands on the terminal.
  const child = fork(entry, [config], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'sadpath-compile-cache'), ...process.env },
  });
  const lastWords = keepTail(child);
  let dead = false;
  child.once('exit', () => {
    dead = true;
  });
  return {
    alive: () => !dead,
    stop() {
      dead = true;
      child.kill('SIGKILL');
    },
    ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
      return new Promise((resolve) => {
        const finish = (reply: Answer<Q>): void => {
          clearTimeout(timer);
          clearTimeout(limit);
          child.off('message', onMessage).off('exit', onExit).off('error', onError);
          resolve(reply);
        };
        const broke = (what: string, how?: 'ended' | 'blocked'): void => {
          dead = true;
          child.kill('SIGKILL');
          finish({ to: 'failed', message: `${what}${lastWords()}`, usage: false, ...(how && { broke: how }) });
        };
        const onMessage = (message: unknown): void => {
          if (message === alive) listen();
          else if (isAnswer(message, question)) finish(message);
          else broke('the child process sent something that is no answer');
        };
        const onExit = (code: number | null, signal: string | null): void =>
          broke(`the child process ended (${signal ?? `exit code ${code}`})`, 'ended');
        const onError = (error: Error): void => broke(`the child process cannot be reached (${error.message})`);
        let timer: NodeJS.Timeout | undefined;
        // Slow is not blocked: a machine may have much else to do.
        const listen = (): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            child.send(areYouThere, () => {});
            timer = setTimeout(
              () => broke(`the child process said nothing for ${(2 * silenceMs) / 1000} s`, 'blocked'),
              silenceMs,
            );
          }, silenceMs);
        };
        listen();
        const limit = setTimeout(
          () => broke(`the child process was not done after ${patienceMs / 1000} s`),
          patienceMs,
        );
        child.on('message', onMessage).on('exit', onExit).on('error', onError);
        child.send(question, (error) => {
          if (error) onError(error);
        });
      });
    },
  };
}

/** A child is our own code, but it runs in one process with a stranger's: what is no answer is not taken for one. */
function isAnswer<Q extends Question>(message: unknown, { ask }: Q): message is Answer<Q> {
  return (
    typeof message === 'object' &&
    message !== null &&
    'to' in message &&
    (message.to === ask || message.to === 'failed')
  );
}

/** The end of what a child wrote to stderr: the reason, when it dies. */
function keepTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-2000);
  });
  return () => {
    const line = tail
      .split('\n')
      .map((text) => text.trim())
      .findLast((text) => /error/i.test(text));
    return line ? `: ${line}` : '';
  };
}
