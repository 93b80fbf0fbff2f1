import type { Provider } from '../model/provider.ts';
import type { CatalogueFault } from './catalogue-fault.ts';
import { holeFaults, named } from './reference-faults.ts';

/** What the body of an event may refer to. */
const bodyHoles = ['event', 'type', 'resource', 'id', 'state', 'marker'];

/** What webhooks say of journeys and credentials and that does not hold. */
export function* webhookFaults({ webhooks, journeys, credentials }: Provider): Generator<CatalogueFault> {
  if (!webhooks) return;
  const { journey: name, events, body, signature } = webhooks;
  const journey = Object.hasOwn(journeys, name) ? journeys[name] : undefined;
  yield* named(name, Object.keys(journeys), 'the name of a journey', ['webhooks', 'journey']);
  if (!journey) return;
  for (const state of Object.keys(events))
    yield* named(state, Object.keys(journey.states), 'a state of the journey', ['webhooks', 'events', state]);
  yield* holeFaults(body, bodyHoles, ['webhooks', 'body']);
  if (!signature) return;
  const place = ['webhooks', 'signature'];
  yield* named(signature.credential, Object.keys(credentials), 'the name of a credential', [...place, 'credential']);
  if ((signature.algorithm === 'rsa-sha256') !== (signature.privateKey !== undefined)) {
    const expected = 'a private key with rsa-sha256, and none without';
    yield { place: [...place, 'privateKey'], found: signature.privateKey ?? null, expected };
  }
}
