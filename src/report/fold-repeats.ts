import { counted, duration, grouped } from './amount.ts';
import type { Attempt, FoldableRow, TimelineRow } from './timeline-row.ts';

/** How many repeats are shown before the rest is folded, and how few are not worth a fold. */
const shown = 2;
const worthFolding = 3;

/** A request and everything up to the next one. */
interface Block {
  attempt: Attempt;
  at: number;
  same: string;
  rows: FoldableRow[];
}

/** Folds attempts that repeat each other into one row: `… 9,994 more attempts, every 1 ms`. */
export function foldRepeats(rows: FoldableRow[]): TimelineRow[] {
  const first = rows.findIndex(({ attempt }) => attempt);
  if (first < 0) return rows.map(withoutFolding);
  const runs = runsOf(blocksOf(rows.slice(first)));
  const folded = runs.flatMap((run, index) => foldRun(run, index === runs.length - 1));
  return [...rows.slice(0, first).map(withoutFolding), ...folded];
}

function blocksOf(rows: FoldableRow[]): Block[] {
  const blocks: Block[] = [];
  for (const row of rows) {
    if (row.attempt) blocks.push({ attempt: row.attempt, at: row.at ?? 0, same: row.attempt.of, rows: [] });
    const block = blocks.at(-1);
    if (!block) continue;
    block.rows.push(row);
    block.same += `\n${row.mark} ${row.same}`;
  }
  return blocks;
}

function runsOf(blocks: Block[]): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (run?.[0]?.same === block.same) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** At the end of a timeline the last repeat is shown too. */
function foldRun(run: Block[], ends: boolean): TimelineRow[] {
  const tail = ends ? run.slice(-1) : [];
  const hidden = run.slice(shown, run.length - tail.length);
  const before = run[shown - 1];
  const last = hidden.at(-1);
  if (!before || !last) return run.flatMap(unfolded);
  const [next] = tail;
  // What was left out of the timeline right before the last repeat is among the folded ones.
  const count = (next ? next.attempt.number - 1 : last.attempt.number) - before.attempt.number;
  if (count < worthFolding) return run.flatMap(unfolded);
  return [
    ...run.slice(0, shown).flatMap(unfolded),
    { ...callOf(last), mark: '…', text: `${foldText(count, last)}${pace(run.slice(shown - 1))}${alsoEachTime(last)}` },
    ...tail.flatMap(({ rows }) => rows.map(withoutFolding)),
  ];
}

function foldText(count: number, { attempt }: Block): string {
  return `${grouped(count)} more ${attempt.noun}s`;
}

function pace(blocks: Block[]): string {
  const gaps = blocks.flatMap(({ at, attempt }, index) => {
    const before = blocks[index - 1];
    return before ? [(at - before.at) / (attempt.number - before.attempt.number)] : [];
  });
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  if (duration(least) !== duration(most)) return `, ${duration(least)} to ${duration(most)} apart`;
  return least === 0 ? ', with no wait between them' : `, every ${duration(least)}`;
}

function alsoEachTime({ rows }: Block): string {
  const effects = rows.filter(({ mark }) => mark === '●').map(({ same }) => same);
  return effects.length === 0 ? '' : `; each time: ${effects.join(' and ')}`;
}

function unfolded({ attempt: { skipped }, rows }: Block): TimelineRow[] {
  const gap: TimelineRow[] = skipped > 0 ? [{ mark: '…', text: `${counted(skipped, 'exchange')} left out here` }] : [];
  return [...gap, ...rows.map(withoutFolding)];
}

function callOf({ rows }: Block): Pick<TimelineRow, 'call'> {
  const call = rows[0]?.call;
  return call === undefined ? {} : { call };
}

function withoutFolding({ same: _, attempt: __, ...row }: FoldableRow): TimelineRow {
  return row;
}
