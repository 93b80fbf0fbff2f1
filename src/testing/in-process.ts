import { answer } from '../engine/answer.ts';
import { confirmed, hasFailed } from '../engine/confirm.ts';
import type { PlayQuestion } from '../engine/play-question.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import type { Player } from './player.ts';

/** Plays a client in this process, between the other things that it does: their clock and network stay real. */
export function inProcess(client: ClientDefinition, seed: number): Player {
  const sandbox = openSandbox();
  const loaded = { clients: [client], warm: new Map<string, string | undefined>() };

  async function playOnce(question: PlayQuestion) {
    const reply = await answer(question, loaded, sandbox);
    if (reply.to === 'play') return reply.judged;
    throw new SadpathError({ to: 'play a scenario', because: `what came back is an answer to "${reply.to}"` });
  }

  return {
    places: 1,
    async control(operation) {
      const reply = await answer({ ask: 'control', client: client.name, operation, seed }, loaded, sandbox);
      if (reply.to === 'control') return reply.result;
      throw new SadpathError({ to: 'play a control', because: `what came back is an answer to "${reply.to}"` });
    },
    async play(question) {
      const first = await playOnce(question);
      return hasFailed(first) ? confirmed(first, await playOnce(question)) : first;
    },
    once: playOnce,
    alone: playOnce,
    close() {},
  };
}
