import type { Provider, Row, TypeRow } from '../model/provider.ts';

/** What of a reply decides whether it is replayed. */
export interface Replayable {
  status: number;
  /** The result status that it carries; absent for a success. */
  result?: string | undefined;
  /** The documented row that it shows. */
  row?: Pick<Row, 'stored'> | undefined;
}

/** What `idempotency.replays` may name: result statuses where the catalogue has them, else classes of HTTP status. */
export function replayableOf(results: Pick<TypeRow, 'type'>[]): string[] {
  return results.length > 0 ? results.map(({ type }) => type) : ['2xx', '4xx', '5xx'];
}

/** Whether an idempotency record keeps a reply and tells it again: the row's own `stored`, else what the provider replays. */
export function isReplayed({ idempotency, results }: Provider, { status, result, row }: Replayable): boolean {
  if (row?.stored !== undefined) return row.stored;
  if (!idempotency) return false;
  if (results.length === 0) return idempotency.replays.some((family) => family[0] === String(status)[0]);
  const shown = result ?? results.find(({ expect }) => expect.outcome[0] === 'succeeded')?.type;
  return shown !== undefined && idempotency.replays.includes(shown);
}
