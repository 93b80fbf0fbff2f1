import type { Judged } from '../engine/judge-scenario.ts';
import type { ControlResult } from '../engine/messages.ts';
import { controlResult, playQuestion } from '../engine/play-question.ts';
import type { Pool } from '../engine/pool.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { matrix } from '../scenarios/matrix.ts';

/** What came of one scenario: its verdicts, or why there are none. */
export type Played = { tape: string; judged: Judged } | { tape: string; reason: string };

const seed = 1;

/** Plays every scenario of some requirements to a fixture. A failure is not played again alone: a fixture is as bad in company. */
export async function playFixture(
  { ask }: Pool,
  facts: ClientFacts,
  requirements: readonly string[],
): Promise<Played[]> {
  const { client } = facts;
  const controls = new Map<string, Promise<ControlResult>>();
  const control = async (operation: string): Promise<ControlResult> =>
    controlResult(await ask({ ask: 'control', client, operation, seed }));

  const played: Played[] = [];
  for (const scenario of matrix(facts).scenarios) {
    if (!requirements.includes(scenario.requirement)) continue;
    const operation = scenario.calls[0]?.operation ?? '';
    const asked = controls.get(operation) ?? control(operation);
    controls.set(operation, asked);
    const reply = await ask(playQuestion(scenario, await asked, { client, seed, lane: 'auto' }));
    const tape = `${operation}: ${scenario.tape}`;
    played.push(reply.to === 'play' ? { tape, judged: reply.judged } : { tape, reason: reply.message });
  }
  return played;
}
