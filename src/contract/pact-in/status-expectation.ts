import type { Expectation } from '../../model/provider.ts';
import { http } from '../../providers/http.ts';

/**
 * What a client may make of an error by its HTTP statuses: what the catalogue of plain HTTP says of each, all of it accepted. A status that
 * it does not list means what 400 or 500 means (RFC 9110, 15).
 *
 * @param coded whether the reply has a code of its own: what is refused may be refused on business grounds then.
 */
export function expectationOf(statuses: readonly number[], coded: boolean): Expectation {
  const each = statuses.map(ofStatus);
  const category = [...new Set(each.flatMap((one) => one.category))];
  return {
    outcome: [...new Set(each.flatMap(({ outcome }) => outcome))],
    category: coded && category[0] === 'validation' ? [...new Set([...category, 'declined' as const])] : category,
    retry: [...new Set(each.flatMap(({ retry }) => retry))],
  };
}

function ofStatus(status: number): Expectation {
  const like = (known: number) => http.statuses.find((row) => row.status === known)?.expect;
  const found = like(status) ?? like(status < 500 ? 400 : 500);
  if (found) return found;
  throw new Error(`plain HTTP says nothing of ${status}`);
}
