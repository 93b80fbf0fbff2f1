import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SadpathError } from '../model/failure.ts';
import type { Report } from '../model/report.ts';
import { wholeRun } from '../model/shard.ts';
import { renderGithub } from '../report/github.ts';
import { renderJson } from '../report/json.ts';
import { renderJunit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderPolicy } from '../report/policy-text.ts';
import { renderStepSummary } from '../report/step-summary.ts';
import { renderText } from '../report/text.ts';
import { shardFile } from './shard-file.ts';
import { useColor } from './use-color.ts';
import { type Write, writeReport } from './write-report.ts';

/** A reporter, and the file that it writes; without one, the terminal. */
export interface ChosenReporter {
  name: keyof typeof reporters;
  file?: string;
}

/** What a reporter writes, and the file that it goes to where none is given; without one, the terminal. */
interface Reporter {
  render(report: Report, color: boolean): string;
  file?: string;
}

const reporters = {
  text: { render: (report, color) => renderText(report, { color }) },
  json: { render: renderJson },
  junit: { render: renderJunit, file: join('reports', 'junit.xml') },
  markdown: { render: renderMarkdown, file: join('reports', 'compliance.md') },
  github: { render: renderGithub },
  policy: { render: (report, color) => renderPolicy(report, { color }) },
} satisfies Record<string, Reporter>;

/** Every reporter that there is. */
export const reporterNames: readonly string[] = Object.keys(reporters);

const usual: ChosenReporter[] = [{ name: 'text' }, { name: 'json', file: join('reports', 'report.json') }];

/**
 * Reads `--reporter NAME[=FILE]`. Where no file is given, each shard has one of its own.
 *
 * @throws {SadpathError} for a reporter that does not exist.
 */
export function parseReporters(texts: string[] | undefined, shard: string = wholeRun): ChosenReporter[] {
  if (texts) return texts.map((text) => parseReporter(text, shard));
  return usual.map(({ name, file }) => (file ? { name, file: shardFile(file, shard) } : { name }));
}

function parseReporter(text: string, shard: string): ChosenReporter {
  const [, name = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (!isReporter(name)) {
    throw new SadpathError({
      to: `find the reporter "${name}"`,
      because: `there are ${Object.keys(reporters).join(', ')}`,
    });
  }
  const { file: usually }: Reporter = reporters[name];
  const file = given || (usually && shardFile(usually, shard));
  return file ? { name, file } : { name };
}

function isReporter(name: string): name is ChosenReporter['name'] {
  return Object.hasOwn(reporters, name);
}

/** Where reports go. */
export interface Outlets {
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  /** GITHUB_STEP_SUMMARY: the file that GitHub shows on the page of a workflow's run. */
  stepSummary?: string | undefined;
  /** What else is kept of a run, told first: the files to replay its findings from. */
  keep?(): void;
  write?: Write;
}

/**
 * Writes a report in each of its formats. One that cannot be written keeps none of the others from being written.
 *
 * @throws {SadpathError} in the end, with all that could not be written.
 */
export function writeReports(chosen: ChosenReporter[], report: Report, outlets: Outlets): void {
  const { terminal, stepSummary, keep, write } = outlets;
  const failed: SadpathError[] = [];
  const attempt = (file: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      failed.push(error instanceof SadpathError ? error : unwritable(file, error));
    }
  };

  if (keep) attempt('', keep);
  for (const { name, file } of chosen) {
    const { render }: Reporter = reporters[name];
    if (file === undefined) terminal.write(render(report, useColor(terminal)));
    else attempt(file, () => writeReport(file, render(report, false), write));
    if (name === 'github' && stepSummary) {
      attempt(stepSummary, () => appendFileSync(stepSummary, renderStepSummary(report)));
    }
  }
  const [first, ...others] = failed;
  if (first)
    throw others.length === 0 ? first : new SadpathError({ line: failed.map(({ message }) => message).join(' ') });
}

function unwritable(file: string, cause: unknown): SadpathError {
  return new SadpathError({
    to: `write the report ${file}`,
    because: cause instanceof Error ? cause.message : String(cause),
    next: 'Pass --reporter NAME=FILE with a file that can be written.',
    cause,
  });
}
