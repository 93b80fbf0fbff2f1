import type { PolicyCard, Probed, Reactions } from '../model/policy.ts';

/** Which statuses, codes and transport errors were retried. A Retry-After that makes a client give up says nothing of its status. */
export function reactionsOf(probes: readonly Probed[]): PolicyCard['retries'] {
  const plain = probes.filter(({ retryAfter }) => retryAfter?.askedMs === undefined);
  return {
    // Under a status of success the code alone is the answer.
    statuses: reactions(plain, ({ answer }) =>
      'fault' in answer || answer.status < 400 ? [] : [String(answer.status)],
    ),
    codes: reactions(plain, ({ answer }) => ('fault' in answer ? [] : answer.codes)),
    transport: reactions(plain, ({ answer }) => ('fault' in answer ? [answer.fault] : [])),
  };
}

type Reaction = keyof Reactions;

function reactions(probes: readonly Probed[], namesOf: (probed: Probed) => string[]): Reactions {
  const seen = new Map<string, Set<Reaction>>();
  for (const probed of probes) {
    for (const name of namesOf(probed)) seen.set(name, (seen.get(name) ?? new Set()).add(reactionOf(probed)));
  }
  const found: Reactions = { retried: [], notRetried: [], varies: [], refreshed: [] };
  for (const name of [...seen.keys()].sort()) {
    const [reaction, ...others] = seen.get(name) ?? [];
    if (reaction) found[others.length > 0 ? 'varies' : reaction].push(name);
  }
  return found;
}

function reactionOf({ attempts, refreshed }: Probed): Reaction {
  if (refreshed) return 'refreshed';
  return attempts > 1 ? 'retried' : 'notRetried';
}
