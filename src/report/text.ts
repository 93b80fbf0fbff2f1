import type { ClientReport, Report } from '../model/report.ts';
import { ansiPaint, noPaint } from './paint.ts';
import { shardSentence } from './shard-sentence.ts';
import { cleanRun } from './text-clean.ts';
import { clientSummary } from './text-client.ts';
import { type ClientFinding, otherFindings, worstFinding } from './text-findings.ts';
import { waiverLines } from './text-waivers.ts';
import { worstFirst } from './worst-first.ts';

/** How the terminal report looks. */
export interface TextOptions {
  /** Whether to paint; NO_COLOR and the kind of stream are the caller's business. */
  color: boolean;
  /** Characters a line. When left out: 100. */
  width?: number;
  /** Lines for the findings after the worst. When left out: 10. */
  limit?: number;
}

/**
 * The report for a terminal: the worst finding in one sentence, its timeline and the one command that repeats it; then the
 * others, a line each check; then each client in words. Ends with a newline.
 */
export function renderText(report: Report, { color, width = 100, limit = 10 }: TextOptions): string {
  const { clients, waivers = [] } = report;
  const shard = shardSentence(report);
  const paint = color ? ansiPaint : noPaint;
  const style = { paint, width };
  const [worst, ...others] = worstFirstOf(clients);
  const parts = worst
    ? [worstFinding(worst, style), otherFindings(others, { ...style, limit, named: clients.length > 1 })]
    : [cleanRun(clients, style)];
  const summaries = clients.map((client) => clientSummary(client, style));
  return [
    ...parts,
    ...summaries,
    waiverLines(waivers, style),
    shard === undefined ? [] : [paint('yellow', `This is ${shard}.`)],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function worstFirstOf(clients: ClientReport[]): ClientFinding[] {
  return clients
    .flatMap(({ client, findings }) => findings.map((finding) => ({ client, finding })))
    .sort((a, b) => worstFirst(a.finding, b.finding));
}
