import type { Report } from '../model/report.ts';
import { markdownClient } from './markdown-client.ts';
import { markdownText } from './markdown-text.ts';
import { markdownTotals } from './markdown-totals.ts';
import { markdownWaivers } from './markdown-waivers.ts';
import { shardSentence } from './shard-sentence.ts';

/**
 * The report as compliance evidence, in GitHub's Markdown: for each documented row of each client what was required, by which
 * document, what was played and how it came out. Same report, same bytes.
 */
export function renderMarkdown(report: Report): string {
  const { tool, seed, clients } = report;
  const shard = shardSentence(report);
  return [
    '# Compliance evidence',
    '',
    `Written by ${tool.name} ${markdownText(tool.version)}, seed ${seed}. Each row of a source document was played to the unmodified client, in virtual time, and what the client did and told its caller was judged.`,
    '',
    ...(shard === undefined ? [] : [`**This is ${markdownText(shard)}.**`, '']),
    ...markdownTotals(clients),
    '',
    '*stated*: in the document. *inferred*: read into it. *tell*: what the caller is told of the call; *as*: the kind of failure; *then*: what the client may do next. Where several are named the first is preferred, the others are accepted.',
    '',
    ...clients.flatMap(markdownClient),
    ...markdownWaivers(report.waivers),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}
