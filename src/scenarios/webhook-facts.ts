import type { OperationFacts } from '../model/case.ts';
import type { Meaning } from '../model/journey.ts';
import { pollOf } from '../model/poll-of.ts';
import type { Provider } from '../model/provider.ts';
import { forgeries, type ScenarioEvent } from '../model/webhooks.ts';
import type { Play, WireFact } from './wire-fact.ts';

/** The states that events can tell, of each meaning the first. */
interface Told {
  happened: string;
  failed?: string;
  open?: string;
}

/** It was made, and nobody heard of it. */
const lost = 'html 502 after-commit ×∞';

const unmet = 'the client takes no events, or the provider sends none of this kind';

/** What providers do with events, whatever they promise: they send them twice, too early, too late and in any order; and others send some, too. */
export const webhookFacts: readonly WireFact[] = [
  made('webhook-delivered', 'An event tells what has become of the resource.', ({ happened, failed }) =>
    each([happened, failed], (state) => [{ event: 'event-1', state }]),
  ),
  made('webhook-duplicated', 'An event is delivered twice.', ({ happened, failed }) =>
    each([happened, failed], (state) => [
      { event: 'event-1', state },
      { event: 'event-1', state },
    ]),
  ),
  made('webhook-reordered', 'An earlier event is delivered after the final one.', ({ happened, failed, open }) =>
    each([happened, failed], (state) => [
      { event: 'event-2', state },
      ...(open === undefined ? [] : [{ event: 'event-1', state: open }]),
    ]).filter((events) => events.length > 1),
  ),
  made('webhook-early', 'An event is delivered before the reply to the request that it is about.', ({ happened }) => [
    [{ event: 'event-1', state: happened, at: 'during' }],
  ]),
  made('webhook-unknown-type', 'An event is of a type that no document lists.', ({ happened }, { webhooks }) => {
    const events: ScenarioEvent[] = [
      { event: 'event-1', state: happened, type: 'some.future.event' },
      { event: 'event-2', state: happened },
    ];
    return JSON.stringify(webhooks?.body).includes('$type') ? [events] : [];
  }),
  made('webhook-unknown-fields', 'An event carries fields that no document lists.', ({ happened }) => [
    [{ event: 'event-1', state: happened, more: true }],
  ]),
  made('webhook-replayed', 'Somebody has caught an event, and sends it again to the letter.', ({ happened, failed }) =>
    each([happened, failed], (state) => [
      { event: 'event-1', state },
      { event: 'event-1', state, replayed: true },
    ]),
  ),
  {
    name: 'webhook-forged',
    summary: 'Somebody else sends an event, with a bad signature or none.',
    unmet,
    tapes: (provider, operation) => {
      const told = makes(operation) ? toldBy(provider, operation) : undefined;
      if (!told || !operation.webhooks) return [];
      const { happened: state } = told;
      const genuine: ScenarioEvent = { event: 'event-1', state };
      // To whom the reply has said that it is paid, no forged event says anything new: there it is lost.
      const [tape, after] = isOpenAfter(provider, operation) ? ['', [genuine]] : [lost, []];
      return forgeriesOf(provider, operation.webhooks).map((forged) => ({
        tape,
        events: [{ event: 'forged-1', state, forged }, ...after],
      }));
    },
  },
  {
    name: 'webhook-late',
    summary: 'An event is delivered after a reading has shown the final state, and says something else.',
    unmet,
    tapes: (provider, operation) => {
      const told = operation.effect === undefined ? toldBy(provider, operation) : undefined;
      if (!told) return [];
      const { happened, failed, open } = told;
      return [open, failed].flatMap((state): Play[] =>
        state === undefined ? [] : [{ tape: `state:${happened} ×∞`, events: [{ event: 'event-1', state }] }],
      );
    },
  },
];

function made(name: string, summary: string, write: (told: Told, provider: Provider) => ScenarioEvent[][]): WireFact {
  return {
    name,
    summary,
    unmet,
    tapes: (provider, operation) => {
      const told = makes(operation) ? toldBy(provider, operation) : undefined;
      if (!told) return [];
      // What the reply has said to have happened, no event takes back.
      const { failed: _, ...rest } = told;
      return write(isOpenAfter(provider, operation) ? told : rest, provider).map((events) => ({ tape: '', events }));
    },
  };
}

/** One that polls besides would wait for what the event is to tell. */
function makes(operation: OperationFacts): boolean {
  return operation.effect !== undefined && pollOf(operation) === undefined;
}

function isOpenAfter({ operations, journeys, webhooks }: Provider, { main }: OperationFacts): boolean {
  const { initial = '', states = {} } = journeys[webhooks?.journey ?? ''] ?? {};
  return states[operations[main]?.success.state ?? initial]?.meaning === 'open';
}

function toldBy({ webhooks, journeys }: Provider, operation: OperationFacts): Told | undefined {
  if (!webhooks || !operation.webhooks) return undefined;
  const { states = {}, initial = '' } = journeys[webhooks.journey] ?? {};
  const first = (meaning: Meaning) =>
    Object.keys(webhooks.events).find((state) => states[state]?.meaning === meaning && state !== initial);
  const happened = first('happened');
  const failed = first('failed');
  const open = first('open');
  return happened === undefined ? undefined : { happened, ...(failed && { failed }), ...(open && { open }) };
}

function each<T>(states: (string | undefined)[], write: (state: string) => T): T[] {
  return states.flatMap((state) => (state === undefined ? [] : [write(state)]));
}

/** How old is too old, only some providers say. */
function forgeriesOf({ webhooks }: Provider, { signed }: NonNullable<OperationFacts['webhooks']>) {
  if (!signed) return [];
  return forgeries.filter((forged) => forged !== 'stale' || webhooks?.signature?.toleranceMs !== undefined);
}
