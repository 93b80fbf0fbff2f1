import { plain } from '../model/plain.ts';
import type { ClientReport } from '../model/report.ts';
import { counted } from './amount.ts';
import { beliefSentences } from './belief-sentences.ts';
import { contractLines } from './contract-lines.ts';
import { printTimeline } from './print-timeline.ts';
import type { TextStyle } from './text-findings.ts';
import { timelineRows } from './timeline.ts';
import { totalsWords } from './totals.ts';
import { wrap } from './wrap.ts';

const mostReasons = 5;

/** One client in words: its totals, what its callers were told wrongly, and what could not be established, with the reasons. */
export function clientSummary(report: ClientReport, { paint, width }: TextStyle): string[] {
  const { client, provider, controls, beliefs } = report;
  const name = plain(client, 60);
  const [first = '', ...rest] = wrap(
    `${name} against ${plain(provider, 60)}: ${totalsWords(report.totals, 'requirements held')}.`,
    width,
  );
  const failedControls = controls.filter(({ passed }) => !passed);
  return [
    first.startsWith(name) ? `${paint('bold', name)}${first.slice(name.length)}` : first,
    ...rest.map((line) => `  ${line}`),
    ...contractText(report, { paint, width }),
    ...beliefSentences(beliefs).map((sentence) => paint('red', `  ${sentence}`)),
    ...failedControls.map(({ operation, reason }) =>
      paint('yellow', `  The happy path of ${plain(operation, 60)} failed${reason ? `: ${plain(reason)}` : ''}`),
    ),
    ...inconclusiveReasons(report).map((line) => paint('yellow', line)),
    ...flakyLines(report, { paint, width }),
  ];
}

/** The first scenario that went two ways, with both. */
function flakyLines({ client, flaky: [first, ...others] = [] }: ClientReport, style: TextStyle): string[] {
  if (first === undefined) return [];
  const { operation, tape, timelines } = first;
  const more = others.length > 0 ? `, and ${counted(others.length, 'other')} like it` : '';
  return [
    style.paint('yellow', `  ${plain(client, 60)} is flaky: ${plain(operation, 60)}, tape "${plain(tape)}"${more}`),
    ...timelines.flatMap((timeline, index) => [
      '',
      `  ${index === 0 ? 'Played once' : 'Played once more'}:`,
      ...printTimeline(timelineRows(timeline), style),
    ]),
  ];
}

function contractText(report: ClientReport, { paint, width }: TextStyle): string[] {
  if (report.contract === undefined) return [];
  const lines = contractLines(report, { name: (text) => plain(text, 60), address: plain });
  return lines.flatMap(({ label, words, broken, how }) => {
    const [first = '', ...rest] = wrap(`${label}: ${words}${how}`, width - 4);
    const indented = [`  ${first}`, ...rest.map((line) => `    ${line}`)];
    return broken ? indented.map((line) => paint('red', line)) : indented;
  });
}

function inconclusiveReasons({ requirements }: ClientReport): string[] {
  const reasons = requirements.flatMap((one) => (one.verdict === 'inconclusive' ? one.reasons : []));
  const counts = [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => ({ reason, count: all.length }));
  const lines = counts
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
    .map(({ reason, count }) => `    ${plain(reason)} (${counted(count, 'requirement')})`);
  const more = lines.length - mostReasons;
  if (lines.length === 0) return [];
  return [
    '  Inconclusive, because:',
    ...lines.slice(0, mostReasons),
    ...(more > 0 ? [`    and ${counted(more, 'reason')} more`] : []),
  ];
}
