import type { Basis } from './basis.ts';
import type { Expectation, RowBasis } from './provider.ts';

/** The kinds of documented rows. */
export type RequirementKind = (typeof requirementKinds)[number];

/** Every {@link RequirementKind}. */
export const requirementKinds = ['statuses', 'types', 'results', 'errors', 'states', 'rules'] as const;

/** How grave a finding is. `must`: stated in the source document and obliging, or money. `should`: everything else. */
export type Severity = 'must' | 'should';

/** One documented row as the denominator of coverage. Flattened from a catalogue by `requirementsOf`. */
export interface Requirement {
  /** `provider/kind/name`: `banked/errors/unauthorized`. */
  id: string;
  provider: string;
  kind: RequirementKind;
  name: string;
  summary: string;
  judged: 'traffic' | 'by-hand';
  /** Operations of the provider that can meet it. */
  operations: string[];
  /** What a client may believe and do; absent for rules of behaviour, whose replies have rows of their own. */
  expect?: Expectation;
  /** For a rule, each part has the rule's own basis. */
  basis: RowBasis;
  /** The provider's code, for an error. */
  code?: string;
  echo?: true;
  source?: 'outside';
  force?: 'advises';
  note?: string;
}

/** What a row demands, and on whose word: the part of a {@link Requirement} that events and reports tell. */
export type Demand = Pick<Requirement, 'expect' | 'basis' | 'source' | 'force' | 'note'>;

/** The {@link Demand} of a row that has other fields too. */
export function demandOf({ expect, basis, source, force, note }: Demand): Demand {
  return {
    ...(expect && { expect }),
    basis,
    ...(source && { source }),
    ...(force && { force }),
    ...(note !== undefined && { note }),
  };
}

/** The severity of a finding that rests on one part of a row. */
export function severityOf(
  row: Pick<Requirement, 'basis' | 'source' | 'force'>,
  part: 'outcome' | 'category' | 'retry',
): Severity {
  const basis: Basis = row.basis[part];
  return basis === 'stated' && row.source !== 'outside' && row.force !== 'advises' ? 'must' : 'should';
}
