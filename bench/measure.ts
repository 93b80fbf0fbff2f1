import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child's round took. */
export interface Round {
  scenarios: number;
  exchanges: number;
  /** Processor time, in microseconds. */
  us: number;
}

/** A child that plays rounds when it is asked. */
export interface Player {
  round(repeats: number): Promise<Round>;
  stop(): void;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Starts one module of the bench in a child process. */
export function forkModule(module: string, args: string[], flags: string[] = []): ChildProcess {
  const path = fileURLToPath(new URL(module, import.meta.url));
  return fork(path, args, {
    execArgv: ['--conditions=sadpath-source', ...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Starts a contestant in a child of its own. */
export function startPlayer(name: string): Player {
  const child = forkModule('./child.ts', [name]);
  return {
    round: (repeats) => {
      const answer = nextMessage(child);
      child.send(repeats);
      // Both ends are ours: `child.ts` sends nothing but rounds.
      return answer as Promise<Round>;
    },
    stop: () => child.kill(),
  };
}

/** What a child says next. Rejects when it ends instead. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`A child of the bench ended with exit code ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
