import { checks } from '../checks/table.ts';
import { fail, inconclusive, type Verdict } from '../model/verdict.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import type { Judged } from './judge-scenario.ts';
import type { Reply } from './messages.ts';
import type { PlayQuestion } from './play-question.ts';

/** What a process that did not outlive a scenario, not even alone, says of the client; by the check whose matter it is. */
const blames = {
  ended: { check: 'robust.contained', message: 'ended the process that it ran in' },
  blocked: {
    check: 'robust.settles',
    message: 'blocked the process that it ran in, so that no timer and no reply could reach it any more',
  },
  swollen: {
    check: 'robust.contained',
    message: 'took more memory than the process that it ran in may hold',
  },
} as const;

/**
 * What a scenario is worth of which no case came back, in company and alone. Where the client has taken its process along, that much is
 * certain of it; nothing else can be judged. A client whose happy path does not work is not judged either.
 */
export function lost(
  { scenario, control }: PlayQuestion,
  { message, broke }: Extract<Reply, { to: 'failed' }>,
): Judged {
  const blame = broke && control.passed ? blames[broke] : undefined;
  const verdictOf = (check: string): Verdict =>
    check === blame?.check ? fail('must', `${blame.message}: ${message}`) : inconclusive(message);
  return {
    id: scenarioId(scenario),
    scenario,
    operation: scenario.calls[0]?.operation ?? '',
    verdicts: Object.fromEntries(checks.map(({ id }) => [id, verdictOf(id)])),
    ...(blame && { evidence: { ledger: [], timeline: [] } }),
  };
}
