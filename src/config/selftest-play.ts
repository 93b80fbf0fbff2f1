import type { Judged } from '../engine/judge-scenario.ts';
import type { ControlResult } from '../engine/messages.ts';
import { controlResult, playQuestion } from '../engine/play-question.ts';
import type { Pool } from '../engine/pool.ts';
import type { Fixture } from '../fixtures/fixture.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { matrix } from '../scenarios/matrix.ts';

/** What came of one scenario: its verdicts, or why there are none. */
export type Played = { tape: string; judged: Judged } | { tape: string; reason: string };

const seed = 1;

/**
 * Plays every scenario of some requirements to a fixture. What a sound one is blamed for has to repeat alone, as in a run; a bad one is as bad
 * in company.
 */
export async function playFixture(
  pool: Pool,
  { check }: Fixture,
  facts: ClientFacts,
  requirements: readonly string[],
): Promise<Played[]> {
  const { client } = facts;
  const controls = new Map<string, Promise<ControlResult>>();
  const control = async (operation: string): Promise<ControlResult> =>
    controlResult(await pool.ask({ ask: 'control', client, operation, seed }));

  const played: Played[] = [];
  for (const scenario of matrix(facts).scenarios) {
    if (!requirements.includes(scenario.requirement)) continue;
    const operation = scenario.calls[0]?.operation ?? '';
    const asked = controls.get(operation) ?? control(operation);
    controls.set(operation, asked);
    const question = playQuestion(scenario, await asked, { client, seed, lane: 'auto' });
    const tape = `${operation}: ${scenario.tape}`;
    if (check === undefined) {
      played.push({ tape, judged: await pool.play(question) });
      continue;
    }
    const reply = await pool.ask(question);
    played.push(reply.to === 'play' ? { tape, judged: reply.judged } : { tape, reason: reply.message });
  }
  return played;
}
