import type { Credentials } from '../model/client.ts';
import type { Provider } from '../model/provider.ts';
import type { RefreshedEvent } from '../model/trace.ts';
import type { Time } from '../sandbox/play.ts';
import type { Secrets } from './credential-forms.ts';

/** What fetching fresh credentials takes, in virtual milliseconds: long enough for others to come and ask as well. */
const fetchingMs = 50;

/** The credentials of one scenario: those that the catalogue names, and whatever the client asks for later. */
export interface CredentialStore {
  /** Every set that was ever given out, the first one first. The provider takes any of them. */
  issued(): Record<string, string>[];
  /** The same for whoever has to find them in what a client shows. */
  secrets(): Secrets;
  /** For `create`. */
  handOut(time: Time): Credentials;
}

/** Opens the store of a scenario. `refreshed` is told of each refresh when it is over. */
export function openCredentials(
  provider: Pick<Provider, 'credentials' | 'publicCredentials' | 'webhooks'>,
  refreshed: (event: RefreshedEvent) => void,
): CredentialStore {
  const { credentials: first, publicCredentials = [], webhooks } = provider;
  // What signs events is no credential of a request: it does not expire with the others.
  const lasting = [...publicCredentials, webhooks?.signature?.credential];
  const sets = [first];
  const latest = (): Record<string, string> => ({ ...(sets.at(-1) ?? first) });

  function renew(): void {
    const suffix = `_${sets.length + 1}`;
    const entries = Object.entries(first);
    sets.push(Object.fromEntries(entries.map(([n, value]) => [n, lasting.includes(n) ? value : value + suffix])));
  }

  async function refresh(time: Time): Promise<Record<string, string>> {
    const since = time.now();
    const call = time.calling();
    await time.sleep(fetchingMs);
    renew();
    refreshed({ event: 'refreshed', at: time.now(), since, ...(call === undefined ? {} : { call }) });
    return latest();
  }

  /** What each refresh has changed, under names of its own: `secret#2`. */
  function renewed(): Record<string, string>[] {
    return sets.slice(1).map((set, index) => {
      const changed = Object.entries(set).filter(([name]) => !lasting.includes(name));
      return Object.fromEntries(changed.map(([name, value]) => [`${name}#${index + 2}`, value]));
    });
  }

  return {
    issued: () => sets,
    secrets: () =>
      sets.length === 1 ? provider : { credentials: Object.assign({}, first, ...renewed()), publicCredentials },
    handOut(time) {
      const hidden = { current: latest, refresh: () => refresh(time) };
      // Enumerable, the functions would end up in whatever a client makes of `...credentials`.
      return Object.defineProperties(latest(), {
        current: { value: hidden.current },
        refresh: { value: hidden.refresh },
      }) as Credentials;
    },
  };
}
