import { selftest } from '../config/selftest.ts';
import type { CheckResult, Mistake, SelftestResult } from '../config/selftest-result.ts';
import { plain } from '../model/plain.ts';
import { ansiPaint, noPaint, type Paint } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import type { Command } from './command.ts';
import { mostWorkers, numberFlag } from './flags.ts';
import { useColor } from './use-color.ts';

/** `sadpath selftest`: whether the checks can tell sound clients from bad ones, on this machine. */
export const selftestCommand: Command = {
  name: 'selftest',
  usage: 'selftest [--workers N] [--json]',
  help: ['Exit code: 0 each mistake is caught by its check and no sound client is blamed, else 1; 2 usage.'],
  flags: { workers: { type: 'string' }, json: { type: 'boolean' } },
  words: [0, 0],
  async run(line) {
    const workers = numberFlag(line, 'workers', 1, mostWorkers);
    const result = await selftest(workers === undefined ? {} : { workers });
    const paint = useColor(process.stdout) ? ansiPaint : noPaint;
    process.stdout.write(`${line.flags.json ? JSON.stringify(result, null, 2) : selftestText(result, paint)}\n`);
    return result.mistakes.length === 0 ? 0 : 1;
  },
};

const width = 120;

/** Reasons shown of one fixture; the rest is in the JSON. */
const mostReasons = 5;

/** The table of a selftest, and below it whoever was missed or blamed. */
export function selftestText({ checks, mistakes }: SelftestResult, paint: Paint): string {
  const ids = Math.max(...checks.map(({ check }) => check.length));
  return [
    paint('bold', `${'check'.padEnd(ids)}  bad caught  sound silent`),
    ...checks.map((row) => `${row.check.padEnd(ids)}  ${cells(row, paint)}`),
    ...mistakes.flatMap((mistake) => ['', ...explained(mistake, paint)]),
    '',
    verdict(checks, mistakes, paint),
  ].join('\n');
}

function cells({ bad, caught, sound, silent }: CheckResult, paint: Paint): string {
  return `${cell(caught, bad, 'bad caught', paint)}  ${cell(silent, sound, 'sound silent', paint)}`;
}

function cell(good: number, all: number, heading: string, paint: Paint): string {
  return paint(good === all && all > 0 ? 'green' : 'red', `${good}/${all}`.padStart(heading.length));
}

function explained({ kind, check, fixture, about, reasons }: Mistake, paint: Paint): string[] {
  const [head = '', ...more] = wrap(`${kind} ${fixture} (${check}): ${about}`, width);
  const hidden = reasons.length - mostReasons;
  return [
    paint('red', head),
    ...more,
    ...reasons.slice(0, mostReasons).map((reason) => `  ${plain(reason, 300)}`),
    ...(hidden > 0 ? [paint('dim', `  and ${hidden} more`)] : []),
  ];
}

function verdict(checks: CheckResult[], mistakes: Mistake[], paint: Paint): string {
  const bad = checks.reduce((sum, row) => sum + row.bad, 0);
  const sound = Math.max(...checks.map((row) => row.sound));
  if (mistakes.length === 0) {
    return paint('green', `All ${bad} bad clients were caught, and nothing was said of the ${sound} sound ones.`);
  }
  const missed = mistakes.filter(({ kind }) => kind === 'missed').length;
  return paint(
    'red',
    `${missed} of ${bad} bad clients were missed; sound ones were blamed ${mistakes.length - missed} times.`,
  );
}
