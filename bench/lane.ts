import type { ClientDefinition } from '../src/model/client.ts';
import type { Lane, Scenario } from '../src/model/scenario.ts';
import { openSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import type { Contestant, Outcome } from './contestant.ts';

const control = { passed: true };

/**
 * The sample through sadpath, in this process: each scenario is played on the lane and judged by every check. To be opened before
 * anything else is imported, like any client's config.
 */
export async function openLane(lane: Lane): Promise<Contestant> {
  const { sandbox, exchanges } = counting(openSandbox({ alwaysGuard: true }));
  const { bankedFetch } = await import('../examples/banked/sadpath.ts');
  const { judgeScenario } = await import('../src/engine/judge-scenario.ts');
  const { sample } = await import('./sample.ts');
  return {
    async play() {
      const before = exchanges();
      for (const scenario of sample) {
        await judgeScenario(sandbox, { client: bankedFetch, scenario, lane, seed: 1, control });
      }
      return { scenarios: sample.length, exchanges: exchanges() - before };
    },
  };
}

/** How scenarios come out under sadpath, on the fetch lane. */
export async function outcomesOnLane(
  client: ClientDefinition,
  scenarios: readonly Scenario[],
  name: (scenario: Scenario) => string,
): Promise<Outcome[]> {
  const { playScenario } = await import('../src/engine/play.ts');
  const sandbox = openSandbox();
  const outcomes: Outcome[] = [];
  for (const scenario of scenarios) {
    const { case: played } = await playScenario(sandbox, { client, scenario, lane: 'fetch', seed: 1, control });
    outcomes.push({
      name: name(scenario),
      outcome: played.calls[0]?.belief?.outcome,
      requests: played.trace.filter(({ event }) => event === 'request').length,
      sessions: played.ledger.length,
    });
  }
  return outcomes;
}

/** The same sandbox, and how many requests it has answered. */
function counting(sandbox: Sandbox): { sandbox: Sandbox; exchanges: () => number } {
  let count = 0;
  const play: Sandbox['play'] = (scene) =>
    sandbox.play({
      ...scene,
      respond: (request, exchange) => {
        count += 1;
        return scene.respond(request, exchange);
      },
    });
  return { sandbox: { ...sandbox, play }, exchanges: () => count };
}
