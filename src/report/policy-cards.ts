import type { PolicyCard } from '../model/policy.ts';
import { policyCard } from '../policy/policy-card.ts';
import type { GatheredClient } from './gather-run.ts';

/** The retry policy of each operation of a client that a scenario tells of, by name. */
export function policyCards({
  started,
  scenarios,
}: Pick<GatheredClient, 'started' | 'scenarios'>): Record<string, PolicyCard> {
  const names = [...new Set(scenarios.map(({ operation }) => operation))].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const observed = scenarios.flatMap((event) => (event.operation === name ? (event.observed ?? []) : []));
      const terms = Object.hasOwn(started.operations ?? {}, name) ? started.operations?.[name] : undefined;
      const card = policyCard(observed, terms);
      return card ? [[name, card]] : [];
    }),
  );
}
