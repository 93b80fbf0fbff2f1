import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readContract } from '../contract/contract-file.ts';
import { SadpathError } from '../model/failure.ts';
import type { Line } from './command.ts';
import { pactFiles } from './pact-files.ts';

const cli = '@pact-foundation/pact-cli';

/**
 * `sadpath contract publish`: hands contracts over to Pact's own command line. What that needs to know of a broker it reads itself: a token
 * does not pass through our hands.
 */
export async function contractPublish({ words }: Line): Promise<number> {
  const theirs = words.findIndex((word) => word.startsWith('-'));
  const files = pactFiles(theirs === -1 ? words : words.slice(0, theirs));
  const flags = theirs === -1 ? [] : words.slice(theirs);
  for (const file of files) checkPublishable(file);
  if (!isGiven(flags, ['-b', '--broker-base-url'], 'PACT_BROKER_BASE_URL')) {
    throw refused('no broker is named', 'Set PACT_BROKER_BASE_URL, or pass `-- --broker-base-url URL`.');
  }
  if (
    !isGiven(flags, ['-a', '--consumer-app-version'], 'PACT_CONSUMER_APP_VERSION', [
      '--auto-detect-version-properties',
      '-r',
    ])
  ) {
    throw refused('the version of the client is not known', 'Pass `-- --consumer-app-version VERSION`.');
  }
  const code = await run(brokerCommand(), ['publish', ...files, ...flags]);
  if (code === 0) return 0;
  throw refused(
    `Pact's command line ended with exit code ${code}`,
    'It says above why: whether the broker is there, and takes the credentials.',
  );
}

/** A broker takes whatever it is given, and overwrites. */
function checkPublishable(file: string): void {
  if (readContract(file).interactions.length > 0) return;
  throw refused(`${file} holds no interaction`, 'Write it anew with `sadpath contract write`.');
}

function isGiven(flags: string[], names: string[], variable: string, others: string[] = []): boolean {
  const given = [...names, ...others].some((name) =>
    flags.some((flag) => flag === name || flag.startsWith(`${name}=`)),
  );
  return given || (process.env[variable] ?? '') !== '';
}

/** @throws {SadpathError} when it is not installed. */
function brokerCommand(): string {
  try {
    return createRequire(join(process.cwd(), 'package.json')).resolve(`${cli}/bin/pact-broker.js`);
  } catch (cause) {
    throw new SadpathError({
      to: 'publish contracts',
      because: `${cli} is not installed`,
      next: `Run \`npm install --save-dev ${cli}\`, or give the files to the command line of your broker.`,
      cause,
    });
  }
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: 'inherit' });
    child.once('error', (error) => reject(refused(error.message)));
    child.once('close', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

function refused(because: string, next?: string): SadpathError {
  return new SadpathError({ to: 'publish contracts', because, ...(next && { next }) });
}
