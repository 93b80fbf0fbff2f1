import { plain } from '../model/plain.ts';
import type { PolicyCard } from '../model/policy.ts';
import type { Report } from '../model/report.ts';
import { cardDifferences } from '../policy/card-differences.ts';
import { counted } from './amount.ts';

/** Retry policies of before, by client; one without a name is of whichever the run has. */
export type StoredPolicies = readonly { client?: string; policy: Record<string, PolicyCard> }[];

/**
 * What has changed in the retry policies of a run, an operation a line; one line where nothing has. Ends with a newline.
 *
 * @param name how the policies of before are called.
 */
export function renderPolicyDiff(report: Report, stored: StoredPolicies, name: string): string {
  const pairs = report.clients.flatMap(({ client, policy }) => {
    const before = stored.find((one) => one.client === undefined || one.client === client)?.policy ?? {};
    return Object.entries(policy).map(([operation, now]) => ({
      title: report.clients.length > 1 ? `${client} · ${operation}` : operation,
      now,
      before: Object.hasOwn(before, operation) ? before[operation] : undefined,
    }));
  });
  const lines = pairs.flatMap(({ title, before, now }) => {
    if (before === undefined) return [`  ${plain(title, 120)}: no card of before`];
    const differences = cardDifferences(before, now);
    return differences.length === 0
      ? []
      : [`  ${plain(title, 120)}: ${differences.map((one) => plain(one, 600)).join('; ')}`];
  });
  const compared = counted(pairs.filter(({ before }) => before !== undefined).length, 'operation');
  if (lines.length === 0) return `Retry policy as in ${plain(name, 200)}: ${compared} compared, no difference.\n`;
  return `${[`Retry policy against ${plain(name, 200)}, ${compared} compared:`, ...lines].join('\n')}\n`;
}
