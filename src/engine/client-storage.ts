import type { ClientStorage } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import type { Intent } from './intent.ts';

/** What the clients of one scenario keep, through all restarts. */
export interface StorageBook {
  /** For `create`: good until the next restart. */
  handOut(): ClientStorage;
  /** The client was killed: whoever was handed a storage before gets no answer any more. */
  restarted(): void;
  /**
   * The intents of which something was kept, or looked for; `undefined` where nobody has touched it. `keysSent`: the idempotency keys that were
   * sent for an intent. What the client itself had taken away before a restart was not lost in it, and does not count.
   */
  kept(intents: readonly Intent[], keysSent: (intent: string) => Iterable<string>): string[] | undefined;
}

/** What was there when the client was killed, and what had ever been there. */
interface Left {
  held: string[];
  ever: string[];
}

/** A shorter key may stand in any text by chance. */
const tellingLength = 6;

/** Opens the storage of a scenario, which is empty. */
export function openStorage(): StorageBook {
  const entries = new Map<string, string>();
  const seen = new Set<string>();
  const ever = new Set<string>();
  const restarts: Left[] = [];
  const textOf = (name: string): string => `${name}\n${entries.get(name) ?? ''}`;

  return {
    handOut() {
      const life = restarts.length;
      /** A client that was killed has not done what it does now. */
      async function living<T>(act: () => T): Promise<T> {
        return restarts.length === life ? act() : new Promise(() => {});
      }
      return {
        get: (name) =>
          living(() => {
            check('read', name);
            seen.add(textOf(name));
            return entries.get(name);
          }),
        set: (name, value) =>
          living(() => {
            check('write', name);
            check('write', value, name);
            entries.set(name, value);
            ever.add(textOf(name));
            seen.add(textOf(name));
          }),
        delete: (name) =>
          living(() => {
            check('delete', name);
            seen.add(textOf(name));
            entries.delete(name);
          }),
      };
    },
    restarted() {
      restarts.push({ held: [...entries.keys()].map(textOf), ever: [...ever] });
    },
    kept(intents, keysSent) {
      if (seen.size === 0) return undefined;
      const isKept = ({ id, marker, key }: Intent): boolean => {
        const signs = [marker, key, ...[...keysSent(id)].filter(({ length }) => length >= tellingLength)];
        const tells = (text: string): boolean => signs.some((sign) => text.includes(sign));
        const isForgotten = restarts.some((left) => left.ever.some(tells) && !left.held.some(tells));
        return [...seen].some(tells) && !isForgotten;
      };
      return [...new Set(intents.filter(isKept).map(({ id }) => id))];
    },
  };
}

function check(verb: string, value: unknown, name?: string): void {
  if (typeof value === 'string') return;
  throw new SadpathError({
    to: `${verb} ${name === undefined ? "the client's storage" : `"${name}" of the client's storage`}`,
    because: `found ${value === null ? 'null' : typeof value}, expected a text`,
    next: name === undefined ? 'Pass the name that it is kept under.' : 'Pass JSON.stringify of it.',
  });
}
