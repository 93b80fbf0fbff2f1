import { digest } from './digest.ts';

/** What tells the first request of an undertaking from those of another. */
export interface Origin {
  operation: string;
  intent: string | undefined;
  /** The idempotency key; without one each exchange is an undertaking of its own. */
  key: string | undefined;
  exchange: number;
}

/**
 * Names what a request would bring about, before anything decides whether it does. The id hangs on the intent and on how
 * many undertakings the intent has seen, never on what has been committed or on a value that the client made: so a
 * provider that committed and one that did not look the same, and the same scenario has the same ids in every run.
 */
export class Identities {
  readonly #realm: string;
  readonly #ordinals = new Map<string, Map<string, number>>();

  constructor(realm: string) {
    this.#realm = realm;
  }

  /** The id for an undertaking: the same one for each request under one key. */
  of({ operation, intent, key, exchange }: Origin): string {
    const lineage = JSON.stringify([this.#realm, operation, intent ?? null]);
    const known = this.#ordinals.get(lineage) ?? new Map<string, number>();
    this.#ordinals.set(lineage, known);
    const self = key === undefined ? `exchange ${exchange}` : `key ${key}`;
    const ordinal = known.get(self) ?? known.size + 1;
    known.set(self, ordinal);
    return uuid(`${lineage} ${ordinal}`);
  }
}

function uuid(seed: string): string {
  const hex = digest(seed);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
