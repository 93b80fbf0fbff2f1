import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, partOf, textOf } from './compare.ts';
import { readReport, readTable } from './read.ts';

/*
 * `npm run mutants`, or, of a few files, `npm run mutants -- --mutate src/checks/gate.ts,src/checks/cap.ts`: what follows is for Stryker. Then
 * its report is compared with survivors.json; what survives without a reason, or has a reason and survives no more, fails.
 */
const root = join(import.meta.dirname, '../..');
const hook = './properties/mutants/mocha-twelve.ts';
const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';

const asked = process.argv.slice(2);

const { status } = spawnSync(
  process.execPath,
  ['--import', hook, stryker, 'run', 'properties/mutants/stryker.config.ts', ...asked],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status === 0 ? compared() : 1;

function compared(): number {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const report = readReport(read('reports/mutants/mutants.json'));
  const table = readTable(read('properties/mutants/survivors.json'));
  const comparison = compare(report, asked.length === 0 ? table : partOf(table, report));
  console.log(textOf(comparison));
  return comparison.unexplained.length + comparison.stale.length === 0 ? 0 : 1;
}
