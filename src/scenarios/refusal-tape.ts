import { meets } from '../catalogue/meets.ts';
import type { ErrorRow, Provider } from '../model/provider.ts';
import type { Step } from '../model/tape.ts';

/** A step that refuses a request for what it says, so that it certainly did not happen; `undefined` where the provider has no word for it. */
export function refusal({ errors }: Pick<Provider, 'errors'>, operation: string): Step | undefined {
  const row = errors.find((error) => refuses(error) && meets(error, operation));
  return row && { answer: { kind: 'error', status: row.status[0] ?? 400, codes: [row.code] } };
}

function refuses({ expect: { outcome, category, retry } }: ErrorRow): boolean {
  const definite = outcome[0] === 'failed' && outcome.length === 1;
  return definite && category[0] === 'validation' && retry.every((rule) => rule === 'never');
}
