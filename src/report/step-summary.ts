import type { Report } from '../model/report.ts';
import { counted } from './amount.ts';
import { markdownCode, markdownProse, markdownText } from './markdown-text.ts';
import { markdownTotals } from './markdown-totals.ts';
import { shardSentence } from './shard-sentence.ts';
import type { ClientFinding } from './text-findings.ts';
import { waiverTroubles } from './waiver-troubles.ts';
import { worstFirst } from './worst-first.ts';

const most = 5;

/** What a GitHub workflow shows of a run on its own page: the totals, the worst findings and how to repeat them. Markdown. */
export function renderStepSummary(report: Report): string {
  const { clients } = report;
  const shard = shardSentence(report);
  const all = clients
    .flatMap(({ client, findings }) => findings.map((finding) => ({ client, finding })))
    .sort((a, b) => worstFirst(a.finding, b.finding));
  const more = all.length - most;
  const failedControls = clients.flatMap(({ client, controls }) =>
    controls
      .filter(({ passed }) => !passed)
      .map(({ operation, reason }) => {
        const because = reason === undefined ? '' : `: ${markdownProse(reason)}`;
        return `- **${markdownText(client)}**: the happy path of ${markdownCode(operation)} failed${because}`;
      }),
  );
  const troubles = waiverTroubles(report.waivers).map(({ sentence }) => `- **${markdownText(sentence, 400)}**`);
  return [
    '## sadpath',
    '',
    ...(shard === undefined ? [] : [`**This is ${markdownText(shard)}.**`, '']),
    ...markdownTotals(clients),
    '',
    ...(all.length === 0 ? ['No finding.', ''] : []),
    ...all.slice(0, most).map(line),
    ...(more > 0 ? [`- and ${counted(more, 'more finding')}`] : []),
    ...failedControls,
    ...troubles,
    ...(all.length + failedControls.length + troubles.length > 0 ? [''] : []),
  ].join('\n');
}

function line({ client, finding }: ClientFinding): string {
  const { severity, requirement, operation, message, replay } = finding;
  const place = `${markdownText(client)}, ${markdownCode(operation)}`;
  return `- **${severity}** ${place}: ${markdownProse(message)} (${markdownCode(requirement)}). Repeat it: ${markdownCode(replay)}`;
}
