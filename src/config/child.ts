import { flushCompileCache } from 'node:module';
import { answer, type Loaded } from '../engine/answer.ts';
import { alive, areYouThere, type Question, type Reply } from '../engine/messages.ts';
import { thrownOf } from '../engine/thrown.ts';
import { SadpathError } from '../model/failure.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import type { Config } from './define-config.ts';
import { loadConfig } from './load-config.ts';

/*
 * The entry of a forked child: `child.ts CONFIG`. The sandbox stands before the config is imported, so that the clients'
 * own modules meet the faked clock, whatever they capture at import.
 */
const sandbox = openSandbox({ alwaysGuard: true });
let config: Promise<Config> | undefined;
const warm: Loaded['warm'] = new Map();

process.on('message', async (question: Question | typeof areYouThere) => {
  if (question === areYouThere) {
    process.send?.(alive);
    return;
  }
  process.send?.(await reply(question));
  // The parent ends its children without a word, and Node would write its cache only at an orderly exit.
  flushCompileCache();
});

/** Whoever asked is gone, killed perhaps: nobody is left to work for. */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function reply(question: Question): Promise<Reply> {
  try {
    config ??= loadConfig(process.argv[2] ?? '');
    return await answer(question, { ...(await config), warm }, sandbox);
  } catch (error) {
    const { name, message } = thrownOf(error);
    const usage = error instanceof SadpathError;
    return { to: 'failed', message: usage ? message : `${name}: ${message}`, usage };
  }
}
