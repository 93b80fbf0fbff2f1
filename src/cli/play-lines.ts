import { keyPlaceOf } from '../catalogue/operation-facts.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import { rowTapes } from '../scenarios/row-tapes.ts';

/** The commands that play a row by hand: of a rule all its plays, of any other row its most telling one. */
export function playLines(provider: Provider, row: Requirement): string[] {
  const rule = row.kind === 'rules' ? provider.rules.find(({ name }) => name === row.name) : undefined;
  if (rule) return (rule.plays ?? []).map(({ operation, tape }) => command(operation, tape));
  const [first] = row.operations;
  const name = row.operations.find((operation) => provider.operations[operation]?.effect !== undefined) ?? first;
  if (name === undefined) return [];
  const effect = provider.operations[name]?.effect !== undefined;
  const tapes = rowTapes(provider, row, { effect, keyed: keyPlaceOf(provider, name) !== undefined }).map(printTape);
  const tape = mostTelling(tapes);
  return tape === undefined ? [] : [command(name, tape)];
}

/** It happened although the reply does not say so, and then the client may get on: if something goes wrong, it does here. */
function mostTelling(tapes: string[]): string | undefined {
  const lost = tapes.filter((tape) => tape.includes(' after-commit'));
  const among = lost.length > 0 ? lost : tapes;
  return among.find((tape) => tape.endsWith(', ok')) ?? among[0];
}

function command(operation: string, tape: string): string {
  return `sadpath play ${operation} ${tape.includes('"') ? `'${tape}'` : `"${tape}"`}`;
}
