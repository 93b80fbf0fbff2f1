import type { ConfigFacts } from '../engine/messages.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import { SadpathError } from '../model/failure.ts';

/** Which of a config's clients are meant. */
export interface ChosenClients {
  /** Names of clients; when left out: all. */
  clients?: string[] | undefined;
  /** Ids of providers; when left out: all. */
  providers?: string[] | undefined;
}

/**
 * The clients of a config that are meant, in its order.
 *
 * @throws {SadpathError} for a client or a provider that it does not know.
 */
export function chooseClients(
  { clients }: Pick<ConfigFacts, 'clients'>,
  { clients: names, providers }: ChosenClients,
): ClientFacts[] {
  const known = clients.map(({ client }) => client);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SadpathError({
      to: `find the client "${unknown}"`,
      because: `the config defines ${known.join(', ')}`,
      next: 'Pass --client with one of these.',
    });
  }
  const ids = [...new Set(clients.map(({ provider }) => provider.id))];
  const stranger = providers?.find((id) => !ids.includes(id));
  if (stranger !== undefined) {
    throw new SadpathError({
      to: `find the provider "${stranger}"`,
      because: `the config's clients are of ${ids.join(', ')}`,
      next: 'Pass --provider with one of these.',
    });
  }
  return clients.filter(
    ({ client, provider }) => (names?.includes(client) ?? true) && (providers?.includes(provider.id) ?? true),
  );
}
