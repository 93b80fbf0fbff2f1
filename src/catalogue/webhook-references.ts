import type { Provider } from '../model/provider.ts';
import type { CatalogueFault } from './catalogue-fault.ts';
import { holesIn } from './holes.ts';

/** What the body of an event may refer to. */
const bodyHoles = ['event', 'type', 'resource', 'id', 'state', 'marker'];

/** What webhooks say of journeys and credentials and that does not hold. */
export function* webhookFaults({ webhooks, journeys, credentials }: Provider): Generator<CatalogueFault> {
  if (!webhooks) return;
  const { journey: name, events, body, signature } = webhooks;
  const journey = Object.hasOwn(journeys, name) ? journeys[name] : undefined;
  if (!journey) {
    const known = Object.keys(journeys).join(', ') || 'there are none';
    yield { place: ['webhooks', 'journey'], found: name, expected: `the name of a journey (${known})` };
    return;
  }
  for (const state of Object.keys(events)) {
    if (Object.hasOwn(journey.states, state)) continue;
    const expected = `a state of the journey (${Object.keys(journey.states).join(', ')})`;
    yield { place: ['webhooks', 'events', state], found: state, expected };
  }
  for (const hole of holesIn(body, ['webhooks', 'body'])) {
    if (bodyHoles.includes(hole.name)) continue;
    const expected = `one of the holes ${bodyHoles.map((known) => `$${known}`).join(', ')}`;
    yield { place: hole.place, found: `$${hole.name}`, expected };
  }
  if (!signature) return;
  if (!Object.hasOwn(credentials, signature.credential)) {
    const expected = `the name of a credential (${Object.keys(credentials).join(', ')})`;
    yield { place: ['webhooks', 'signature', 'credential'], found: signature.credential, expected };
  }
  if ((signature.algorithm === 'rsa-sha256') !== (signature.privateKey !== undefined)) {
    const expected = 'a private key with rsa-sha256, and none without';
    yield { place: ['webhooks', 'signature', 'privateKey'], found: signature.privateKey ?? null, expected };
  }
}
