import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { answer, type Loaded } from '../engine/answer.ts';
import { alive, areYouThere, type Greeting, type Question, type Reply, type Sealed } from '../engine/messages.ts';
import { thrownOf } from '../engine/thrown.ts';
import { SadpathError } from '../model/failure.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import type { Config } from './define-config.ts';
import { loadConfig } from './load-config.ts';

/*
 * The entry of a forked child: `child.ts CONFIG`. The sandbox stands before the config is imported, so that the clients'
 * own modules meet the faked clock, whatever they capture at import. The parent's first message is a Greeting, and is heard before any
 * of them can listen.
 */
const sandbox = openSandbox({ alwaysGuard: true });
const send = process.send?.bind(process);
const kill = process.kill.bind(process);
let config: Promise<Config> | undefined;
let busy = false;
const warm: Loaded['warm'] = new Map();

process.once('message', ({ secret }: Greeting) => {
  const say = (reply: Sealed['reply']): void => void send?.({ secret, reply } satisfies Sealed);
  process.on('message', async (question: Question | typeof areYouThere) => {
    if (question === areYouThere) return say(alive);
    // The parent asks one question at a time: another one is the client's doing.
    if (busy) return;
    busy = true;
    const replied = await reply(question);
    busy = false;
    say(replied);
    // The parent ends its children without a word, and Node would write its cache only at an orderly exit.
    flushCompileCache();
  });
});

/** Whoever asked is gone, killed perhaps: nobody is left to work for. A parent that is still there was cut off by the client. */
process.on('disconnect', () => {
  if (process.connected) return;
  try {
    writeSync(2, 'Error: the channel to the process that had started it was closed\n');
  } catch {
    // Nobody reads it any more.
  }
  try {
    kill(-process.pid, 'SIGKILL');
  } catch {
    // It leads no group.
  }
  kill(process.pid, 'SIGKILL');
});

async function reply(question: Question): Promise<Reply> {
  try {
    config ??= loadConfig(process.argv[2] ?? '');
    const loaded = { ...(await config), warm };
    if (question.ask !== 'contract') return await answer(question, loaded, sandbox);
    const { contractOf } = await import('../contract/contract-of.ts');
    return { to: 'contract', contract: await contractOf(question, loaded, sandbox) };
  } catch (error) {
    const { name, message } = thrownOf(error);
    const usage = error instanceof SadpathError;
    return { to: 'failed', message: usage ? message : `${name}: ${message}`, usage };
  }
}
