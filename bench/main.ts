import { availableParallelism, cpus } from 'node:os';
import { compareLanes } from './lanes-table.ts';
import { tableOf } from './table.ts';
import { compareHelp, compareWorkers, measureMemory } from './whole.ts';

/* `npm run bench`, or `npm run bench -- --quick`: every figure of docs/speed.md, on this machine. Nothing is asserted. */
const quick = process.argv.includes('--quick');

console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${process.platform} ${process.arch}${quick ? ', quick' : ''}`,
);
const lines = [
  ...(await compareLanes(quick ? 5 : 15)),
  ...(await compareWorkers(quick ? 1 : 3, quick ? ['banked/errors'] : undefined)),
  ...(await measureMemory(quick ? [2_000, 6_000, 10_000] : [10_000, 100_000, 200_000])),
  ...(await compareHelp(quick ? 5 : 11)),
];
console.log(tableOf(lines));
