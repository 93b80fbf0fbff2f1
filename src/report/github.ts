import { plain } from '../model/plain.ts';
import type { Finding, Report } from '../model/report.ts';
import { counted } from './amount.ts';
import type { ClientFinding } from './text-findings.ts';
import { waiverTroubles } from './waiver-troubles.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub shows ten errors and ten warnings of a step, and drops the others. */
const most = 10;

const commands: Record<Finding['severity'], 'error' | 'warning'> = { must: 'error', should: 'warning' };

/**
 * The findings as annotations of a GitHub workflow, the worst first: a must and a waiver that is no good are errors, a should a warning, ten of each at most;
 * then a line that says how many more there are, or that there is none.
 */
export function renderGithub({ clients, waivers }: Report): string {
  const all = clients
    .flatMap(({ client, findings }) => findings.map((finding) => ({ client, finding })))
    .sort((a, b) => worstFirst(a.finding, b.finding));
  const of = (severity: Finding['severity']) => all.filter(({ finding }) => finding.severity === severity);
  const [musts, shoulds] = [of('must'), of('should')];
  const more = [
    ...(musts.length > most ? [counted(musts.length - most, 'more error')] : []),
    ...(shoulds.length > most ? [counted(shoulds.length - most, 'more warning')] : []),
  ];
  const open = clients.reduce((sum, { totals }) => sum + totals.inconclusive, 0);
  const troubles = waiverTroubles(waivers);
  const lines = [
    ...troubles.slice(0, most).map(({ sentence }) => `::error title=sadpath waiver::${data(sentence)}`),
    ...[...musts.slice(0, most), ...shoulds.slice(0, most)].map(annotation),
    ...(more.length > 0 ? [`sadpath found ${more.join(' and ')}: GitHub shows ${most} of each.`] : []),
    ...(all.length + troubles.length === 0 ? [`sadpath found nothing wrong.`] : []),
    ...(open > 0 ? [`sadpath could not establish ${counted(open, 'requirement')}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function annotation({ client, finding }: ClientFinding): string {
  const { check, severity, requirement, operation, tape, message, replay } = finding;
  const title = property(`${plain(client, 60)}: ${severity} ${plain(check, 60)}`);
  const text = [
    `${plain(operation, 60)}: ${plain(message, 400)}`,
    `${plain(requirement, 100)}${tape === '' ? '' : ` · tape "${plain(tape)}"`}`,
    `Repeat it: ${plain(replay)}`,
  ].join('\n');
  return `::${commands[severity]} title=${title}::${data(text)}`;
}

/** The escapes of a workflow command's message (actions/toolkit, `command.ts`). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property ends at a comma, and the properties at a colon. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
