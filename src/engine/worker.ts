import { fork } from 'node:child_process';
import { unguessable } from '../sandbox/unguessable.ts';
import { compileCache } from './compile-cache.ts';
import { killGroup, leadsGroup } from './kill-group.ts';
import { lastWordsOf } from './last-words.ts';
import { alive, areYouThere, type Broke, type Greeting, type Question, type Reply } from './messages.ts';
import { watchMemory } from './watch-memory.ts';

/** What a child answers to a question: its own kind of reply, or that it could not. */
export type Answer<Q extends Question> = Extract<Reply, { to: 'failed' }> | Extract<Reply, { to: Q['ask'] }>;

/** A forked child that has loaded a config. */
export interface Worker {
  /** Asks it one question. A child that dies, falls silent or swells answers `failed`, and is of no use any more. */
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
  /** How much memory it may hold, in megabytes; three quarters of it are for its heap. */
  memoryMb: number;
}

/** Starts one child. */
export function startWorker({ entry, config, silenceMs, patienceMs, memoryMb }: WorkerOptions): Worker {
  // A fresh child for each failed case: compiled code that is kept halves what its start costs.
  // What a client prints is its own business: it goes nowhere, so that a report is all that stands on the terminal.
  const child = fork(entry, [config], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    detached: leadsGroup,
    execArgv: [...process.execArgv, `--max-old-space-size=${Math.floor(memoryMb * 0.75)}`],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  const lastWords = lastWordsOf(child);
  const secret = unguessable();
  let dead = false;
  child.once('exit', () => {
    dead = true;
    // What it started does not outlive it.
    killGroup(child);
  });
  // Whoever asks listens too; a child that ends while nobody does is no error.
  child.on('error', () => {});
  child.send({ secret } satisfies Greeting, () => {});
  return {
    alive: () => !dead,
    stop() {
      if (!dead) killGroup(child);
      dead = true;
    },
    ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
      return new Promise((resolve) => {
        const finish = (reply: Answer<Q>): void => {
          clearTimeout(timer);
          clearTimeout(limit);
          unwatch();
          child.off('message', onMessage).off('exit', onExit).off('error', onError);
          resolve(reply);
        };
        const broke = (what: string, how?: Broke): void => {
          if (!dead) killGroup(child);
          dead = true;
          finish({ to: 'failed', message: what, usage: false, ...(how && { broke: how }) });
        };
        const swollen = (): void =>
          broke(`the child process took more than ${memoryMb.toLocaleString('en')} MB of memory`, 'swollen');
        const onMessage = (message: unknown): void => {
          if (!isSealed(message, secret)) return;
          if (message.reply === alive) listen();
          else if (isAnswer(message.reply, question)) finish(message.reply);
          else broke('the child process sent something that is no answer');
        };
        const onExit = async (code: number | null, signal: string | null): Promise<void> => {
          await lastWords.complete();
          if (lastWords.outOfMemory()) swollen();
          else broke(`the child process ended (${signal ?? `exit code ${code}`})${lastWords.reason()}`, 'ended');
        };
        const onError = (error: Error): void => broke(`the child process cannot be reached (${error.message})`);
        let timer: NodeJS.Timeout | undefined;
        // Slow is not blocked: a machine may have much else to do.
        const listen = (): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            child.send(areYouThere, () => {});
            const silent = `the child process said nothing for ${(2 * silenceMs) / 1000} s`;
            timer = setTimeout(() => broke(silent, 'blocked'), silenceMs);
          }, silenceMs);
        };
        listen();
        const limit = setTimeout(
          () => broke(`the child process was not done after ${patienceMs / 1000} s`),
          patienceMs,
        );
        const unwatch = child.pid === undefined ? () => {} : watchMemory(child.pid, memoryMb, swollen);
        child.on('message', onMessage).on('exit', onExit).on('error', onError);
        child.send(question, (error) => {
          // One that has just ended says how.
          if (error && child.exitCode === null && child.signalCode === null) onError(error);
        });
      });
    },
  };
}

/** A child is our own code, but it runs in one process with a stranger's: what does not know the secret is not listened to. */
function isSealed(message: unknown, secret: string): message is { secret: string; reply: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'secret' in message &&
    message.secret === secret &&
    'reply' in message
  );
}

function isAnswer<Q extends Question>(message: unknown, { ask }: Q): message is Answer<Q> {
  return (
    typeof message === 'object' &&
    message !== null &&
    'to' in message &&
    (message.to === ask || message.to === 'failed')
  );
}
