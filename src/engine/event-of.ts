import { isDeepStrictEqual } from 'node:util';
import { fill } from '../catalogue/fill.ts';
import type { WebhookDelivery } from '../model/client.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import { startOfDay } from '../model/start-of-day.ts';
import type { ScenarioEvent } from '../model/webhooks.ts';
import { digest } from '../simulator/digest.ts';
import type { Resource } from '../simulator/resources.ts';
import { show } from '../simulator/show.ts';
import { signatureHeaders } from './sign-event.ts';
import type { StandIn } from './stand-in.ts';

/** An event on its way to the client. */
export interface OutgoingEvent {
  delivery: WebhookDelivery;
  type: string;
}

/** What signs an event where the catalogue knows of no scheme: see `ClientWebhooks`. */
export type SignEvent = (delivery: WebhookDelivery) => Record<string, string>;

/** Where events are posted to: what a client calls the path is its own business. */
const path = '/webhooks';

/** An event about a resource, as the provider sends it, or as somebody who is not the provider does. */
export function eventOf(
  provider: Provider,
  resource: Resource,
  event: ScenarioEvent,
  { now, sign, standIn }: { now: number; sign?: SignEvent | undefined; standIn?: StandIn | undefined },
): OutgoingEvent | undefined {
  const { webhooks, journeys } = provider;
  if (!webhooks) return undefined;
  const type = event.type ?? webhooks.events[event.state];
  if (type === undefined) return undefined;
  const { state } = event;
  const shown = show(resource.body, journeys[webhooks.journey], { state, before: 0, surface: 'full' });
  const id = `evt_${digest(`${resource.id} ${event.event}`).slice(0, 16)}`;
  const holes = { event: id, type, resource: shown, id: resource.id, state, marker: resource.marker ?? resource.id };
  // What is signed are these very characters: written with white space they tell who signs what he has parsed.
  const own = JSON.stringify(withMore(fill(webhooks.body, holes), event), null, event.more ? 1 : 0);
  const body = standIn?.tell(event, own) ?? own;
  const delivery: WebhookDelivery = { method: 'POST', path, headers: { 'content-type': 'application/json' }, body };
  const headers = webhooks.signature
    ? signatureHeaders(
        webhooks.signature,
        { body, path, time: startOfDay + now, credentials: provider.credentials },
        event.forged,
      )
    : signedBy(sign, delivery, event);
  if (!headers) return undefined;
  return { type, delivery: { ...delivery, headers: { ...delivery.headers, ...headers } } };
}

/**
 * Signed over another body, whatever is wrong with it: the client's own words know nothing of keys and times. Undefined where the body
 * makes no difference: with a token that every event carries, such an event would be as good as any.
 */
function signedBy(sign: SignEvent | undefined, delivery: WebhookDelivery, { forged }: ScenarioEvent) {
  if (!sign || forged === 'unsigned') return {};
  const right = sign(delivery);
  if (forged === undefined) return right;
  const other = sign({ ...delivery, body: `${delivery.body} ` });
  return isDeepStrictEqual(other, right) ? undefined : other;
}

/** Fields that no document lists, beside those that it does. */
function withMore(body: ReturnType<typeof fill>, { more }: ScenarioEvent): JsonObject {
  const fields = isJsonObject(body) ? body : {};
  return more ? { ...fields, some_future_field: { nested: [1, null, 'text'] }, livemode: false } : fields;
}
