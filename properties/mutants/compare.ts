import { mutantLine } from './mutant-line.ts';
import type { Mutant, Report, Table } from './read.ts';

/** What a report says against a table of survivors. A line is `file: mutant`. */
export interface Comparison {
  /** Mutants that nothing has noticed and no reason excuses, in the order of the report. */
  unexplained: string[];
  /** Lines of the table that no survivor answers to any more: the mutant is killed, or its code is gone. */
  stale: string[];
  /** All mutants of the report but those that were never run. */
  mutants: number;
  /** Of these, those that a test has noticed. So does one that never ends, and one that nothing can load. */
  killed: number;
  /** How many survivors each reason of the table explains. */
  explained: Map<string, number>;
}

/** Holds a report against the table of survivors, both ways. A line that stands twice in the one has to stand twice in the other. */
export function compare({ files }: Report, table: Table): Comparison {
  const run = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.filter(isRun).map((mutant) => ({ mutant, file, source })),
  );
  const survivors = run.filter(({ mutant }) => survives(mutant));
  const unexplained = survivors.map(({ mutant, file, source }) => `${file}: ${mutantLine(source, mutant)}`);
  const stale: string[] = [];
  const explained = new Map<string, number>();
  for (const { reason, mutants } of table) {
    for (const line of Object.entries(mutants).flatMap(([file, lines]) => lines.map((line) => `${file}: ${line}`))) {
      const place = unexplained.indexOf(line);
      if (place === -1) stale.push(line);
      else {
        unexplained.splice(place, 1);
        explained.set(reason, (explained.get(reason) ?? 0) + 1);
      }
    }
  }
  return { unexplained, stale, mutants: run.length, killed: run.length - survivors.length, explained };
}

/** The part of a table that a report of a few files can be held against. */
export function partOf(table: Table, { files }: Report): Table {
  return table.map(({ reason, mutants }) => ({
    reason,
    mutants: Object.fromEntries(Object.entries(mutants).filter(([file]) => Object.hasOwn(files, file))),
  }));
}

/** A comparison for people: what is to be done, then the figures. */
export function textOf({ unexplained, stale, mutants, killed, explained }: Comparison): string {
  return [
    ...listed('survive, and nothing explains it: write the test, or the reason into survivors.json', unexplained),
    ...listed('are explained in survivors.json, and survive no more: take the line out', stale),
    `${mutants} mutants: ${killed} killed (${share(killed, mutants)}), ${mutants - killed} survive, ${unexplained.length} of them unexplained.`,
    ...[...explained].map(([reason, number]) => `${String(number).padStart(5)}  ${reason}`),
  ].join('\n');
}

function listed(what: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${lines.length} ${what}:`, ...lines.map((line) => `  ${line}`), ''];
}

/** Rounded down: only all of them are 100 %. */
function share(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10} %`;
}

function isRun({ status }: Mutant): boolean {
  return status !== 'Ignored';
}

function survives({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}
