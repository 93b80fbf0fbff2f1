import { isReplayed } from '../catalogue/is-replayed.ts';
import { leavesInDoubt } from '../catalogue/leaves-in-doubt.ts';
import type { ErrorRow, Expectation, Provider, Row, StatusRow, TypeRow } from '../model/provider.ts';
import type { Requirement, RequirementKind } from '../model/requirement.ts';
import type { Answer, Commit, Step, Tape } from '../model/tape.ts';

/** What matters of the operation that meets a row. */
export interface Meeting {
  /** Whether it brings something about. */
  effect: boolean;
  /** Whether it takes the provider's idempotency key. */
  keyed: boolean;
}

/** Every tape that shows one documented row to one operation: each surface × commit point × {for ever, then recovers}. */
export function rowTapes(provider: Provider, requirement: Requirement, meeting: Meeting): Tape[] {
  return answersOf(provider, requirement).flatMap(({ answer, row }) =>
    commitsOf(row?.expect, meeting).flatMap((commit) => {
      const step: Step = { answer, ...(commit === 'before' ? {} : { commit }) };
      const forever: Tape = [{ steps: [{ ...step, times: 'forever' }] }];
      const recovers: Tape = [{ steps: [step, { answer: { kind: 'ok' } }] }];
      return row && canRecover(provider, row, answer, meeting) ? [forever, recovers] : [forever];
    }),
  );
}

interface Shown {
  answer: Answer;
  /** Absent where the answer shows a state: there is nothing to recover from. */
  row?: Row;
}

function answersOf(provider: Provider, { kind, name }: Requirement): Shown[] {
  const find: Record<RequirementKind, () => Shown[]> = {
    statuses: () =>
      provider.statuses.filter((row) => String(row.status) === name).flatMap((row) => statusAnswers(provider, row)),
    types: () => provider.types.filter((row) => row.type === name).flatMap(typeAnswers),
    errors: () => provider.errors.filter((row) => row.code === name).flatMap(errorAnswers),
    states: () => [{ answer: { kind: 'state', state: name } }],
    results: () => provider.results.filter((row) => row.type === name).flatMap(resultAnswers),
    rules: () => [],
  };
  return find[kind]();
}

function statusAnswers({ operations }: Provider, row: StatusRow): Shown[] {
  const { status, expect } = row;
  if (expect.outcome[0] !== 'succeeded') return [{ row, answer: { kind: 'error', status, codes: [] } }];
  const usual = Object.values(operations).some(({ success }) => success.status === status);
  return [{ answer: usual ? { kind: 'ok' } : { kind: 'ok', status } }];
}

function typeAnswers(row: TypeRow): Shown[] {
  return row.status.map((status) => ({ row, answer: { kind: 'error', status, codes: [], type: row.type } }));
}

/** What a success carries is the operation's own reply: there is nothing that a tape could put in its place. */
function resultAnswers(row: TypeRow): Shown[] {
  return row.expect.outcome[0] === 'succeeded' ? [{ answer: { kind: 'ok' } }] : typeAnswers(row);
}

/** A code under each of its statuses, and under its likeliest status with each of its other types. */
function errorAnswers(row: ErrorRow): Shown[] {
  const byStatus = row.status.map((status): Answer => ({ kind: 'error', status, codes: [row.code] }));
  const [likeliest] = row.status;
  const byType = (row.types ?? [])
    .slice(1)
    .map((type): Answer => ({ kind: 'error', status: likeliest ?? 400, codes: [row.code], type }));
  return [...byStatus, ...byType].map((answer) => ({ row, answer }));
}

/** What leaves the client in doubt comes in every commit point; what is definite is never committed. */
function commitsOf(expect: Expectation | undefined, { effect }: Meeting): Commit[] {
  return effect && expect && leavesInDoubt(expect) ? ['before', 'after', 'late'] : ['before'];
}

const resends = ['backoff', 'same-key-after-wait', 'new-key', 'after-refresh'];

/** Whether the provider can answer a repeat otherwise: a stored reply would be replayed, whatever the tape says. */
function canRecover(provider: Provider, row: Row, answer: Answer, { keyed }: Meeting): boolean {
  if (!row.expect.retry.some((rule) => resends.includes(rule))) return false;
  if (!keyed || answer.kind !== 'error') return true;
  const result = answer.type ?? typesOf(row)[0];
  return !isReplayed(provider, { status: answer.status, result, row });
}

function typesOf(row: Row & Pick<Partial<ErrorRow>, 'types'>): string[] {
  return row.types ?? [];
}
