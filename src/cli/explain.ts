import { requirementsOf } from '../catalogue/requirements.ts';
import { SadpathError } from '../model/failure.ts';
import { plain } from '../model/plain.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import { ansiPaint, noPaint, type Paint } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import type { Command, Line } from './command.ts';
import { journeyText } from './explain-journey.ts';
import { explainRow } from './explain-row.ts';
import { wordLines } from './explain-words.ts';
import { nearest } from './nearest.ts';
import { findProvider } from './providers.ts';
import { textWidth } from './text-width.ts';
import { useColor } from './use-color.ts';

/** `sadpath explain`: what a row demands, and why. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain PROVIDER [CODE | --journey]',
  help: [
    'CODE is an error code, HTTP status, type, result status, state or rule. Without one: all of them.',
    '--journey shows the states that a resource goes through, what each means, and which may follow.',
    '',
    'sadpath explain banked internal',
    'sadpath explain paysg 409',
    'sadpath explain openapi-platform U',
    'sadpath explain banked --journey',
  ],
  flags: { journey: { type: 'boolean' } },
  words: [1, 2],
  async run(line) {
    const paint = useColor(process.stdout) ? ansiPaint : noPaint;
    process.stdout.write(`${explained(line, textWidth(process.stdout), paint)}\n`);
    return 0;
  },
};

/**
 * What the command prints.
 *
 * @throws {SadpathError} for a provider or a code that does not exist, and for `--journey` beside a code.
 */
export function explained({ flags, words: [id = '', code] }: Line, width: number, paint: Paint = noPaint): string {
  const provider = findProvider(id);
  if (!flags.journey) {
    const rows = code === undefined ? requirementsOf(provider) : rowsFor(provider, code);
    return explainText(provider, rows, width, paint);
  }
  if (code === undefined) return journeyText(provider, width, paint);
  throw new SadpathError({
    to: `explain "${plain(code, 60)}" with --journey`,
    because: '--journey shows all states, and takes no code',
    next: `Run \`sadpath explain ${id} --journey\`, or leave --journey out.`,
  });
}

/** Rows and what their words mean, in lines of at most `width` characters; a command is never broken. */
export function explainText(provider: Provider, rows: Requirement[], width: number, paint: Paint = noPaint): string {
  const { title, source } = provider;
  const preferred = rows.some(({ expect }) => Object.values(expect ?? {}).some((words) => words.length > 1));
  const order = 'Where several words are given, each is right and the first is the best.';
  const playing =
    '`sadpath play` takes the client of your sadpath.config.ts, and the name that the operation has there.';
  const blocks = [
    wrap(`${title}, from "${source.title}" (${source.revision})`, width),
    ...rows.map((row) => explainRow(provider, row, width, paint)),
    [...(preferred ? wrap(order, width) : []), ...wrap(playing, width)],
    ...wordLines(rows, width),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/**
 * The rows of a name or an id; for an HTTP status without a row of its own, those that may come under it.
 *
 * @throws {SadpathError} with the nearest known names, where there are none.
 */
export function rowsFor(provider: Provider, code: string): Requirement[] {
  const all = requirementsOf(provider);
  const named = all.filter((row) => row.name === code || row.id === code);
  const found = named.length > 0 ? named : all.filter((row) => statusesOf(provider, row).includes(Number(code)));
  if (found.length > 0) return found;
  const near = nearest(
    code,
    all.map(({ name }) => name),
  );
  const unlisted = all.some(({ id }) => id === `${provider.id}/rules/unknown-code`);
  throw new SadpathError({
    to: `explain "${plain(code, 60)}"`,
    because: `${provider.title} documents no such code, status, type, state or rule${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}`,
    next: `See \`sadpath list ${provider.id}\`${unlisted ? `, and for codes that are not listed \`sadpath explain ${provider.id} unknown-code\`` : ''}.`,
  });
}

function statusesOf({ errors, types }: Provider, { kind, name }: Requirement): number[] {
  if (kind === 'errors') return errors.find(({ code }) => code === name)?.status ?? [];
  if (kind === 'types') return types.find(({ type }) => type === name)?.status ?? [];
  return [];
}
