import type { ClientReport, Finding } from '../model/report.ts';
import { counted } from './amount.ts';
import { contractLines } from './contract-lines.ts';
import { sourceWords } from './demand-words.ts';
import { markdownPolicy } from './markdown-policy.ts';
import { markdownRows } from './markdown-rows.ts';
import { markdownBlock, markdownCode, markdownProse, markdownText } from './markdown-text.ts';
import { printTimeline } from './print-timeline.ts';
import { timelineRows } from './timeline.ts';

const timelineWidth = 110;

/** One client's evidence: what it was judged by, every documented row, what was found, what stayed open, what people have to check. */
export function markdownClient(report: ClientReport): string[] {
  const { client, provider, catalogue } = report;
  return [
    `## ${markdownText(client)}`,
    '',
    `Judged by the catalogue **${markdownText(catalogue.title)}** (${markdownCode(provider)}), made from the document “${markdownText(catalogue.document)}”, revision ${markdownCode(catalogue.revision)}.`,
    `Hash of the catalogue (SHA-256): ${markdownCode(catalogue.sha256)}.`,
    '',
    ...controlLines(report),
    ...handledLines(report),
    '',
    '### Every documented row',
    '',
    ...markdownRows(report),
    ...section('Observed retry policy', markdownPolicy(report), 'No operation was seen to fail.'),
    ...section('Findings', report.findings.flatMap(findingLines), 'None.'),
    ...section('Inconclusive', openLines(report), 'Nothing.'),
    ...section('To check by hand', byHandLines(report), 'Nothing.'),
  ];
}

function section(title: string, lines: string[], nothing: string): string[] {
  return [`### ${title}`, '', ...(lines.length === 0 ? [nothing] : lines), ''];
}

function controlLines({ controls }: ClientReport): string[] {
  const told = controls.map(({ operation, passed, reason }) => {
    const verdict = passed ? '✓' : `✗ **failed**${reason === undefined ? '' : `: ${markdownProse(reason)}`}`;
    return `${markdownCode(operation)} ${verdict}`;
  });
  return told.length === 0 ? [] : [`Happy paths: ${told.join(', ')}.`, ''];
}

function handledLines(report: ClientReport): string[] {
  const lines = contractLines(report, { name: markdownText, address: markdownCode });
  return [
    ...lines.map(({ label, words, broken, how }) => `- ${label}: ${broken ? `**${words}**` : words}${how}`),
    ...(report.contract ? [] : ['- Contract: none in `contracts/pacts`; `npx sadpath contract write` writes one']),
  ];
}

function findingLines(finding: Finding): string[] {
  const { severity, check, requirement, operation, tape, message, count, causedBy, timeline, replay } = finding;
  const facts = [
    markdownCode(requirement),
    markdownCode(operation),
    ...(tape === '' ? [] : [`tape ${markdownCode(tape)}`]),
    `seen in ${counted(count, 'scenario')}`,
    ...(causedBy === undefined ? [] : [`because of ${markdownCode(causedBy)}`]),
  ];
  return [
    `#### ${severity}: ${markdownText(check)}`,
    '',
    markdownProse(message),
    '',
    facts.join(' · '),
    '',
    `Repeat it: ${markdownCode(replay)}`,
    '',
    '<details><summary>timeline</summary>',
    '',
    ...markdownBlock(printTimeline(timelineRows(timeline), { width: timelineWidth })),
    '',
    '</details>',
    '',
  ];
}

function openLines({ requirements }: ClientReport): string[] {
  return requirements
    .filter(({ judged, verdict }) => judged === 'traffic' && verdict === 'inconclusive')
    .map(({ id, reasons }) => `- ${markdownCode(id)}: ${reasons.map((reason) => markdownProse(reason)).join('; ')}`);
}

/** GitHub makes a box of `[ ]`. */
function byHandLines({ requirements, catalogue }: ClientReport): string[] {
  return requirements
    .filter(({ judged }) => judged === 'by-hand')
    .map((row) => {
      const source = markdownText(sourceWords(row.id, row, catalogue.document));
      const basis = row.basis ? `, ${row.basis.outcome}` : '';
      return `- [ ] ${markdownCode(row.id)}: ${markdownProse(row.summary)} *(${source}${basis})*`;
    });
}
