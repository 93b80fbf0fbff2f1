import type { Case } from '../model/case.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { notApplicable } from '../model/verdict.ts';

/** Every event that was handed to the client, in order. */
export function eventsOf({ trace }: Case): WebhookEvent[] {
  return trace.filter((event) => event.event === 'webhook');
}

/** The provider's own. */
export function authentic(events: readonly WebhookEvent[]): WebhookEvent[] {
  return events.filter(({ forged }) => forged === undefined);
}

/** Whether the answer says that the event has been taken. */
export function isTaken({ status }: WebhookEvent): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Whether the reply to the call itself says how it ended: then no event has news. */
export function isFinalAtOnce({ operation: { effect, success } }: Case): boolean {
  return effect !== undefined && !success.includes('pending');
}

/** Whether anything tells what the client has made of an event. */
export function hasBooks({ operation: { webhooks } }: Case): boolean {
  return webhooks?.read === true || webhooks?.applied === true;
}

/** What is said of a client without books. */
export const noBooks = notApplicable('nothing tells what the client made of it: give webhooks.read or applied');

/** An event in words: `event-1 (payment_sent, sent)`. */
export function eventText({ name, type, state }: WebhookEvent): string {
  return `${name} (${type}, ${state})`;
}
