import { parseTape } from '../model/parse-tape.ts';
import { printTape } from '../model/print-tape.ts';
import type { Operation, Provider, Row, RuleRow } from '../model/provider.ts';

/** A catalogue whose operations are called otherwise, wherever it names them: rows, rules, tapes, reads. */
export function rename(provider: Provider, names: Record<string, string>): Provider {
  const called = (name: string): string => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);
  const ofRow = <R extends Row>(row: R): R =>
    row.operations === '*' ? row : { ...row, operations: row.operations.map(called) };
  const ofOperation = (operation: Operation): Operation =>
    operation.reads === undefined ? operation : { ...operation, reads: called(operation.reads) };
  const ofRule = (rule: RuleRow): RuleRow =>
    rule.plays === undefined
      ? rule
      : {
          ...rule,
          plays: rule.plays.map(({ operation, tape }) => ({
            operation: called(operation),
            tape: ofTape(tape, called),
          })),
        };
  return {
    ...provider,
    operations: Object.fromEntries(
      Object.entries(provider.operations).map(([name, operation]) => [called(name), ofOperation(operation)]),
    ),
    statuses: provider.statuses.map(ofRow),
    types: provider.types.map(ofRow),
    results: provider.results.map(ofRow),
    errors: provider.errors.map(ofRow),
    rules: provider.rules.map(ofRule),
  };
}

/** Tracks are named after operations. */
function ofTape(tape: string, called: (name: string) => string): string {
  const tracks = parseTape(tape);
  if (tracks.every(({ operation }) => operation === undefined)) return tape;
  return printTape(
    tracks.map((track) => (track.operation === undefined ? track : { ...track, operation: called(track.operation) })),
  );
}
