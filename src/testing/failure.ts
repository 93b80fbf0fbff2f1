import { plain } from '../model/plain.ts';
import type { ClientReport, Finding, Report } from '../model/report.ts';
import { noPaint } from '../report/paint.ts';
import { worstFinding } from '../report/text-findings.ts';
import { waiverTroubles } from '../report/waiver-troubles.ts';
import { wrap } from '../report/wrap.ts';
import { sequences } from '../scenarios/sequences.ts';

const width = 100;

/** What makes a test fail. Its stack is the message alone: no line of ours helps whoever reads it. */
export class ConformanceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConformanceError';
    this.stack = `${this.name}: ${message}`;
  }
}

/** How a test is judged. */
export interface Strictness {
  /** Whether a should fails a test as well. */
  strict: boolean;
  /** Tells how one scenario of a finding is repeated. */
  repeat(finding: Finding): string;
}

/**
 * Why a test fails, in words: the worst finding with its timeline, then the others, each with its own timeline where it is of a generated
 * scenario; or what could not be judged. Undefined where nothing is wrong. A waiver that is over, or covers nothing any more, is wrong too.
 */
export function failureOf({ clients, waivers }: Report, strictness: Strictness): string | undefined {
  const lines = [
    ...clients.flatMap((client) => clientFailure(client, strictness) ?? []),
    ...waiverTroubles(waivers).flatMap(({ sentence }) => wrap(sentence, width)),
  ];
  return lines.length === 0 ? undefined : lines.join('\n\n');
}

function clientFailure(
  { client, findings, requirements }: ClientReport,
  { strict, repeat }: Strictness,
): string | undefined {
  const [worst, ...others] = findings.filter(({ severity }) => strict || severity === 'must');
  const whole = (finding: Finding): string[] =>
    worstFinding({ client, finding: { ...finding, replay: repeat(finding) } }, { paint: noPaint, width });
  if (worst) {
    const rest = others.flatMap((one) => (one.requirement === sequences.id ? ['', ...whole(one)] : further(one)));
    return [...whole(worst), ...rest].join('\n');
  }
  const unjudged = requirements.find(({ verdict }) => verdict === 'inconclusive');
  return unjudged && ['It could not be judged:', ...unjudged.reasons.map((reason) => `  ${reason}`)].join('\n');
}

function further({ severity, check, message, tape }: Finding): string[] {
  return ['', ...wrap(`Also ${severity} ${check}: ${plain(message, 400)} (tape "${plain(tape)}")`, width)];
}
