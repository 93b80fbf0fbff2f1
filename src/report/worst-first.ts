import type { Finding } from '../model/report.ts';

const families = ['money', 'robust', 'retry', 'classify'];

/**
 * Sorts findings, the one that a person should read first in front: must before should; money, then what hangs or escapes, then
 * retries, then what the caller is told, then the rest; then what more scenarios show; then by id.
 */
export function worstFirst(a: Finding, b: Finding): number {
  return (
    gravity(a) - gravity(b) || family(a) - family(b) || b.count - a.count || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function gravity({ severity }: Finding): number {
  return severity === 'must' ? 0 : 1;
}

function family({ check }: Finding): number {
  const place = families.indexOf(check.split('.')[0] ?? '');
  return place < 0 ? families.length : place;
}
