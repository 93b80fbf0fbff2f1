import { fork } from 'node:child_process';
import * as v from 'valibot';
import { sourceOrBuilt } from '../engine/source-or-built.ts';
import { SadpathError } from '../model/failure.ts';
import { pactEnvironment } from './pact-environment.ts';

/** What Pact's verifier is to do. */
export interface VerifierTask {
  /** The file's absolute path. */
  pact: string;
  provider: string;
  baseUrl: string;
  /** Added to each request, credentials for instance. */
  headers: Record<string, string>;
  /** Where the provider is put into a state; when left out, nowhere. */
  states?: string;
  /** Where its events are asked for; when left out, nowhere. */
  events?: string;
}

/** What it says: its own JSON, or why there is none. */
export type VerifierAnswer = { text: string } | { failed: string };

const mismatch = v.looseObject({ type: v.string(), mismatches: v.optional(v.array(v.looseObject({}))) });

const results = v.object({
  interactionResults: v.optional(
    v.array(
      v.object({
        description: v.string(),
        interactionKey: v.optional(v.nullable(v.string())),
        pending: v.boolean(),
        result: v.string(),
        mismatch: v.optional(v.nullable(mismatch)),
      }),
    ),
    [],
  ),
});

/** What Pact says of one contract. */
export type VerifierResults = v.InferOutput<typeof results> & {
  /** What it printed. */
  output: string;
};

/** No verification takes longer. In real milliseconds. */
const patienceMs = 300_000;

/**
 * Has Pact verify a contract, in a process of its own.
 *
 * @throws {SadpathError} when there is no result.
 */
export async function runVerifier(task: VerifierTask): Promise<VerifierResults> {
  const child = fork(sourceOrBuilt(import.meta.url, 'verifier-entry'), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...pactEnvironment(process.env), NO_COLOR: '1' },
  });
  const printed: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk));
  let timer: NodeJS.Timeout | undefined;
  const answered = new Promise<VerifierAnswer>((resolve) => {
    const failed = (because: string): void => resolve({ failed: because });
    timer = setTimeout(() => failed(`Pact was not done after ${patienceMs / 1000} s`), patienceMs);
    child.once('message', (message: VerifierAnswer) => resolve(message));
    child.once('error', (error) => failed(error.message));
    child.once('close', (code, signal) => failed(`its process ended (${signal ?? `exit code ${code}`})`));
    child.send(task, () => {});
  });
  const answer = await answered;
  clearTimeout(timer);
  child.kill();
  const output = Buffer.concat(printed).toString('utf8');
  if ('failed' in answer) throw noResult(task, answer.failed);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), results), answer.text);
  if (!read.success) throw noResult(task, `Pact's result cannot be read (${read.issues[0].message})`);
  return { ...read.output, output };
}

function noResult({ pact }: VerifierTask, because: string): SadpathError {
  return new SadpathError({ to: `verify ${pact}`, because });
}
