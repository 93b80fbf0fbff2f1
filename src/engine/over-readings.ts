import type { Verdict } from '../model/verdict.ts';

/**
 * One verdict of each check, out of those under every reading of the provider's document. What fails in some readings only is
 * a should at most: in the others the client is right. Elsewhere the first reading speaks.
 */
export function overReadings(readings: Record<string, Verdict>[]): Record<string, Verdict> {
  const [first = {}] = readings;
  return Object.fromEntries(
    Object.entries(first).map(([check, verdict]) => [
      check,
      merged([verdict, ...readings.slice(1).flatMap((other) => other[check] ?? [])]),
    ]),
  );
}

function merged(verdicts: [Verdict, ...Verdict[]]): Verdict {
  const failures = verdicts.flatMap((verdict) => (verdict.verdict === 'fail' ? [verdict] : []));
  const [failure] = failures;
  if (!failure) return verdicts[0];
  const always = failures.length === verdicts.length;
  if (always && failures.every(({ severity }) => severity === 'must')) return failure;
  const message = always
    ? failure.message
    : `${failure.message} (in ${failures.length} of ${verdicts.length} readings of what the provider does with a repeat)`;
  return { ...failure, severity: 'should', message };
}
