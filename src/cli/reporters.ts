import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import { renderJson } from '../report/json.ts';
import { renderText } from '../report/text.ts';
import { useColor } from './use-color.ts';

/** A reporter, and the file that it writes; without one, the terminal. */
export interface ChosenReporter {
  name: keyof typeof renderers;
  file?: string;
}

const renderers = {
  text: (report: Report, color: boolean) => renderText(report, { color }),
  json: (report: Report) => renderJson(report),
};

const usual: ChosenReporter[] = [{ name: 'text' }, { name: 'json', file: join('reports', 'report.json') }];

/**
 * Reads `--reporter NAME[=FILE]`. Whatever is chosen, the canonical report is written too: `replay` and CI rely on it.
 *
 * @throws {SadpathError} for a reporter that does not exist.
 */
export function parseReporters(texts: string[] | undefined): ChosenReporter[] {
  return texts === undefined ? usual : texts.map(parseReporter);
}

function parseReporter(text: string): ChosenReporter {
  const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === 'text' || name === 'json') return file ? { name, file } : { name };
  throw new SadpathError({
    to: `find the reporter "${name}"`,
    because: `there are ${Object.keys(renderers).join(', ')}`,
  });
}

/**
 * Writes a report in each of its formats.
 *
 * @throws {SadpathError} for a file that cannot be written.
 */
export function writeReports(chosen: ChosenReporter[], report: Report, terminal: NodeJS.WriteStream): void {
  for (const { name, file } of chosen) {
    const text = renderers[name](report, file === undefined && useColor(terminal));
    if (file === undefined) terminal.write(text);
    else writeReport(file, text);
  }
}

function writeReport(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new SadpathError({
      to: `write the report ${file}`,
      because,
      next: 'Pass --reporter NAME=FILE with a file that can be written.',
    });
  }
}
