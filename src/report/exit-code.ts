import type { Report } from '../model/report.ts';

/**
 * The exit code of a finished run. 1: a must is broken (`strict`: or a should), or a waiver is over or covers nothing any more. 3: nothing is broken, but something could not
 * be established (a requirement is inconclusive, a happy path failed). 0: neither. (2, for usage and harness faults, is no
 * report's business.)
 */
export function exitCodeOf({ clients, waivers = [] }: Report, { strict }: { strict: boolean }): 0 | 1 | 3 {
  if (clients.some(({ findings }) => findings.some(({ severity }) => strict || severity === 'must'))) return 1;
  if (waivers.some(({ state }) => state === 'expired' || state === 'stale')) return 1;
  const open = clients.some(
    ({ totals, controls }) => totals.inconclusive > 0 || controls.some(({ passed }) => !passed),
  );
  return open ? 3 : 0;
}
