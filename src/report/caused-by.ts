import type { ScenarioJudged } from '../model/event.ts';

/**
 * What a failed check may be a mere consequence of, the likelier cause first. Two sessions are made *because* the second attempt
 * took another key; that key is at fault *because* there should have been no second attempt.
 */
const causes: Readonly<Record<string, readonly string[]>> = {
  'async.final': ['classify.recognised', 'async.reason', 'async.steady', 'async.survives'],
  'money.belief': ['money.once', 'classify.recognised', 'async.final', 'classify.outcome', 'classify.unknown'],
  'money.once': ['async.no-resend', 'retry.never', 'retry.key', 'money.resend'],
  'money.resend': ['retry.never'],
  'retry.after': ['retry.never'],
  'retry.backoff': ['retry.never', 'async.paced', 'retry.after'],
  'retry.body': ['retry.never'],
  'retry.budget': ['retry.never', 'async.bounded'],
  'retry.key': ['retry.never'],
  'retry.never': ['async.no-resend'],
  'robust.settles': ['robust.contained', 'async.bounded'],
  'classify.category': ['classify.recognised', 'classify.outcome'],
  'classify.code': ['classify.recognised'],
  'classify.outcome': ['classify.recognised', 'async.final'],
  'classify.unknown': ['classify.recognised', 'async.final'],
};

/** The check that explains another one's failure: it failed wherever that one did. */
export function causedBy(check: string, scenarios: readonly Pick<ScenarioJudged, 'verdicts'>[]): string | undefined {
  return causes[check]?.find((cause) => scenarios.every(({ verdicts }) => verdicts[cause]?.verdict === 'fail'));
}
