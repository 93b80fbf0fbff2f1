import { plain } from '../model/plain.ts';
import type { Finding } from '../model/report.ts';
import { counted, grouped } from './amount.ts';
import type { Paint } from './paint.ts';
import { printTimeline } from './print-timeline.ts';
import { timelineRows } from './timeline.ts';
import { wrap } from './wrap.ts';

/** A finding and the client that it is about. */
export interface ClientFinding {
  client: string;
  finding: Finding;
}

/** Paint and characters a line. */
export interface TextStyle {
  paint: Paint;
  width: number;
}

/** The finding that a person reads first: one sentence, the timeline, the command that repeats it. */
export function worstFinding({ client, finding }: ClientFinding, { paint, width }: TextStyle): string[] {
  const sentence = `${plain(client, 60)}, ${plain(finding.operation, 60)}: ${plain(finding.message, 400)}`;
  const [first = '', ...rest] = wrap(sentence, width - 2);
  const facts = [
    `${finding.severity} ${plain(finding.check, 60)}`,
    plain(finding.requirement, 100),
    ...(finding.tape === '' ? [] : [`tape "${plain(finding.tape)}"`]),
    `seen in ${counted(finding.count, 'scenario')}`,
    ...(finding.causedBy === undefined ? [] : [`because of ${plain(finding.causedBy, 60)}`]),
  ].join(' · ');
  return [
    paint('bold', paint('red', `✗ ${first}`)),
    ...rest.map((line) => paint('bold', paint('red', `  ${line}`))),
    ...wrap(facts, width - 2).map((line) => paint('dim', `  ${line}`)),
    '',
    ...printTimeline(timelineRows(finding.timeline), { paint, width }),
    '',
    `  Repeat it: ${paint('bold', plain(finding.replay, 2_000))}`,
  ];
}

/** Whether another finding explains this one, and is no less grave: then that one is enough. */
function followsFrom(all: ClientFinding[], { client, finding }: ClientFinding): boolean {
  return all.some(
    (other) =>
      other.client === client &&
      other.finding.check === finding.causedBy &&
      other.finding.requirement === finding.requirement &&
      other.finding.operation === finding.operation &&
      !(finding.severity === 'must' && other.finding.severity === 'should'),
  );
}

/**
 * The findings after the worst, a line for each check: its worst one, and how many there are. A mere consequence of another
 * one is counted, and not told again.
 */
export function otherFindings(
  findings: ClientFinding[],
  { paint, width, limit, named }: TextStyle & { limit: number; named: boolean },
): string[] {
  const own = findings.filter((one) => !followsFrom(findings, one));
  if (own.length === 0) return [];
  const groups = [...Map.groupBy(own, ({ client, finding }) => JSON.stringify([client, finding.check])).values()];
  const rows = groups.slice(0, limit).flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, id: plain(first.finding.id, 80), size: `${grouped(group.length)}×` }] : [];
  });
  const sizes = Math.max(...rows.map(({ size }) => size.length));
  const ids = Math.max(...rows.map(({ id }) => id.length));
  const lines = rows.map(({ client, finding, id, size }) => {
    const told = `${named ? `${plain(client, 40)}: ` : ''}${plain(finding.message, 400)}`;
    const start = `  ${size.padStart(sizes)}  ${finding.severity.padEnd(6)}  ${id.padEnd(ids)}  `;
    return `${start}${plain(told, Math.max(30, width - start.length))}`;
  });
  const hidden = groups.slice(limit).reduce((sum, group) => sum + group.length, 0);
  const follow = findings.length - own.length;
  return [
    paint('bold', `${counted(own.length, 'more finding')}, by check (npx sadpath replay ⟨id⟩):`),
    ...lines,
    ...(hidden > 0 ? [paint('dim', `  and ${grouped(hidden)} more`)] : []),
    ...(follow > 0
      ? [paint('dim', `  ${counted(follow, 'other')} ${follow === 1 ? 'follows' : 'follow'} from these`)]
      : []),
  ];
}
