import { checks } from '../checks/table.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import { sequences } from '../scenarios/sequences.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';

/** What of a run is asked for. */
export interface Chosen {
  /** Whether a requirement is played. */
  plays(requirement: string): boolean;
  /** A judged scenario with the verdicts that were asked for. */
  keep<T extends Pick<ScenarioJudged, 'verdicts' | 'evidence'>>(judged: T): T;
}

/**
 * Reads `only`: ids of requirements, beginnings of such ids up to a slash, and ids of checks. Requirements choose what is played,
 * checks what is told of it.
 *
 * @throws {SadpathError} for a name that is neither.
 */
export function chosenBy(
  only: readonly string[] | undefined,
  clients: readonly ClientFacts[],
  { searched = false } = {},
): Chosen {
  const known = checks.map(({ id }) => id);
  const [ofChecks, ofRequirements] = [true, false].map((wanted) =>
    (only ?? []).filter((id) => known.includes(id) === wanted),
  );
  const rows = clients.flatMap(({ provider }) => requirementsFor(provider));
  const ids = [...rows, ...(searched ? [sequences] : [])].map(({ id }) => id);
  const stranger = ofRequirements?.find((name) => !ids.some((id) => isBelow(id, name)));
  if (stranger !== undefined) {
    throw new SadpathError({
      to: `play only "${plain(stranger, 100)}"`,
      because: 'no requirement of these clients, and no check, is called so',
      next: 'See `sadpath list` for the ids.',
    });
  }
  return {
    plays: (requirement) => !ofRequirements?.length || ofRequirements.some((name) => isBelow(requirement, name)),
    keep: (judged) => (ofChecks?.length ? told(judged, ofChecks) : judged),
  };
}

function isBelow(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}/`);
}

function told<T extends Pick<ScenarioJudged, 'verdicts' | 'evidence'>>(judged: T, wanted: string[]): T {
  const verdicts = Object.fromEntries(Object.entries(judged.verdicts).filter(([check]) => wanted.includes(check)));
  if (Object.values(verdicts).some(({ verdict }) => verdict === 'fail')) return { ...judged, verdicts };
  const { evidence: _, ...rest } = judged;
  // The same type, for evidence may always be absent.
  return { ...rest, verdicts } as T;
}
