import type { State } from '../model/journey.ts';
import type { ErrorRow, Expectation, Provider, Row, RuleRow, StatusRow } from '../model/provider.ts';
import type { Requirement, RequirementKind } from '../model/requirement.ts';

const flattened = new WeakMap<Provider, Requirement[]>();

/**
 * Every documented row of a catalogue, in the catalogue's order: statuses, types, results, errors, named states, rules. A provider's
 * list is made once: the same one comes back each time, so treat it as read-only.
 */
export function requirementsOf(provider: Provider): Requirement[] {
  const known = flattened.get(provider);
  if (known) return known;
  const requirements = [
    ...provider.statuses.map((row) => fromStatus(provider, row)),
    ...provider.types.map((row) => fromRow(provider, 'types', row.type, row)),
    ...provider.results.map((row) => fromRow(provider, 'results', row.type, row)),
    ...provider.errors.map((row) => fromError(provider, row)),
    ...Object.keys(provider.journeys).flatMap((name) => fromJourney(provider, name)),
    ...provider.rules.map((row) => fromRule(provider, row)),
  ];
  flattened.set(provider, requirements);
  return requirements;
}

function fromStatus(provider: Provider, row: StatusRow): Requirement {
  return fromRow(provider, 'statuses', String(row.status), row);
}

function fromError(provider: Provider, row: ErrorRow): Requirement {
  return { ...fromRow(provider, 'errors', row.code, row), code: row.code };
}

function fromRow(provider: Provider, kind: RequirementKind, name: string, row: Row): Requirement {
  return {
    ...named(provider, kind, name),
    summary: row.summary,
    judged: 'traffic',
    operations: row.operations === '*' ? Object.keys(provider.operations) : row.operations,
    expect: row.expect,
    basis: row.basis,
    ...(row.echo ? { echo: row.echo } : {}),
    ...remarks(row),
  };
}

/** A rule is met by the operations that its plays are for. */
function fromRule(provider: Provider, row: RuleRow): Requirement {
  return {
    ...named(provider, 'rules', row.name),
    summary: row.summary,
    judged: row.judged,
    operations: [...new Set((row.plays ?? []).map((play) => play.operation))],
    basis: { outcome: row.basis, category: row.basis, retry: row.basis },
    ...remarks(row),
  };
}

/** The states that the source document names. They are met by whatever reads the resource. */
function fromJourney(provider: Provider, journeyName: string): Requirement[] {
  const journey = provider.journeys[journeyName];
  const operations = Object.keys(provider.operations).filter((name) => {
    const operation = provider.operations[name];
    return operation?.journey === journeyName && operation.effect === undefined;
  });
  return Object.entries(journey?.states ?? {}).flatMap(([name, state]): Requirement[] => {
    if (state.basis === undefined) return [];
    const { expect, note } = meanings[state.meaning];
    return [
      {
        ...named(provider, 'states', name),
        summary: state.summary,
        judged: 'traffic',
        operations,
        expect,
        basis: { outcome: state.basis, category: 'inferred', retry: 'inferred' },
        ...(state.source ? { source: state.source } : {}),
        ...(note === undefined ? {} : { note }),
      },
    ];
  });
}

/** What a client may tell of a state that it read. An empty category list demands none. */
const meanings: Record<State['meaning'], { expect: Expectation; note?: string }> = {
  failed: {
    expect: { outcome: ['failed', 'succeeded'], category: ['declined', 'unknown'], retry: ['never', 'poll'] },
    note: 'Of a reading, `succeeded` says that the reading worked; a wait for the resource has to say `failed`.',
  },
  happened: { expect: { outcome: ['succeeded'], category: [], retry: ['never', 'poll'] } },
  open: {
    expect: { outcome: ['pending', 'succeeded'], category: ['pending'], retry: ['poll', 'never'] },
    note: 'Of a reading, `succeeded` says that the reading worked; a wait for the resource has to say `pending`.',
  },
};

function named({ id }: Provider, kind: RequirementKind, name: string) {
  return { id: `${id}/${kind}/${name}`, provider: id, kind, name };
}

function remarks({ source, force, note }: Pick<Row, 'source' | 'force' | 'note'>) {
  return {
    ...(source ? { source } : {}),
    ...(force ? { force } : {}),
    ...(note === undefined ? {} : { note }),
  };
}
