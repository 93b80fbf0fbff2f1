import { workerOptions } from '../config/run.ts';
import { askOnce } from '../engine/ask-once.ts';
import type { Judged } from '../engine/judge-scenario.ts';
import { lost } from '../engine/lost.ts';
import type { ControlResult } from '../engine/messages.ts';
import { controlResult, playQuestion } from '../engine/play-question.ts';
import type { Slot } from '../engine/slot.ts';
import { SadpathError } from '../model/failure.ts';
import type { LonePlay } from './play-once.ts';

/** Plays scenarios as a run confirms what it has found: each in a child of its own, which has played nothing before. */
export interface Alone {
  /**
   * Plays one, and keeps the evidence whatever comes out.
   *
   * @throws {SadpathError} when it cannot be played: a client that the config does not define, a tape that cannot be read.
   */
  play(asked: LonePlay): Promise<Judged>;
}

/** @param child has loaded the config; it plays the happy paths, each once. */
export function playAlone(config: string, child: Slot): Alone {
  const controls = new Map<string, Promise<ControlResult>>();

  async function playControl({ client, seed }: LonePlay, operation: string): Promise<ControlResult> {
    const reply = await child.ask({ ask: 'control', client, seed, operation });
    if (reply.to === 'failed' && reply.usage) throw new SadpathError({ line: reply.message });
    return controlResult(reply);
  }

  function controlOf(asked: LonePlay): Promise<ControlResult> {
    const operation = asked.scenario.calls[0]?.operation ?? '';
    const name = JSON.stringify([asked.client, operation, asked.seed]);
    const known = controls.get(name) ?? playControl(asked, operation);
    controls.set(name, known);
    return known;
  }

  return {
    async play(asked) {
      const { client, scenario, seed, lane } = asked;
      const question = playQuestion(scenario, await controlOf(asked), { client, seed, lane, keepEvidence: true });
      const answer = await askOnce(workerOptions(config), question);
      if (answer.to === 'play') return answer.judged;
      if (answer.usage) throw new SadpathError({ line: answer.message });
      return lost(question, answer);
    },
  };
}
