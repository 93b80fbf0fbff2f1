import { eventOf } from '../engine/event-of.ts';
import type { Operation, Provider } from '../model/provider.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import { type ProviderState, tapeOf } from './provider-state.ts';

/** A simulated provider as a verifier sees it: put into a state, asked once, put into the next one. */
export interface SimulatedProvider {
  /** Gives back what requests name a resource by; `undefined` where the provider knows of no such state. */
  enter(state: ProviderState): Record<string, string> | undefined;
  answer(request: WireRequest): WireReply;
  /** The event that it is about to send; `undefined` where it sends none in its present state. */
  event(): string | undefined;
}

/** Whose everything is: a provider that is verified has been asked by nobody else. */
const intent = { id: 'verification', marker: 'order-of-verification', key: 'key-of-verification' };

/** The simulator, behind the states of a contract. A contract holds no credentials, so none are asked for. */
export function simulatedProvider(provider: Provider): SimulatedProvider {
  const open: Provider = { ...provider, authentication: { scheme: 'headers', headers: {} } };
  let simulator: Simulator | undefined;
  let event: string | undefined;
  let exchanges = 0;

  return {
    enter(state) {
      simulator = undefined;
      event = undefined;
      const main = state.name === 'an event' ? readerOf(open) : state.params.operation;
      const tape = state.name === 'an event' ? [] : tapeOf(open, state);
      if (main === undefined || tape === undefined) return undefined;
      simulator = createSimulator({ provider: open, tape, main, surface: 'full', intents: [intent], now: () => 0 });
      const id = simulator.given(main, intent.id);
      const resource = simulator.resourceOf(intent.id);
      if (state.name === 'a state') resource?.shown.set(state.params.state, Number(state.params.time ?? 1) - 1);
      if (state.name === 'an event' && resource) {
        const sent = eventOf(
          open,
          resource,
          { event: 'event-1', state: state.params.state },
          { now: 0, sign: () => ({}) },
        );
        event = sent?.delivery.body;
        return event === undefined ? undefined : {};
      }
      return { ...(id !== undefined && { id }), marker: intent.marker };
    },
    answer(request) {
      exchanges += 1;
      if (!simulator) return { status: 500, headers: {}, body: 'no state was set up' };
      const { wire } = simulator.answer(request, exchanges);
      simulator.closed(exchanges);
      return wire;
    },
    event: () => event,
  };
}

/** An operation that reads what events are about: it needs such a resource to exist. */
function readerOf({ operations, webhooks }: Provider): string | undefined {
  const reads = ({ journey, given, effect }: Operation): boolean =>
    journey === webhooks?.journey && given !== undefined && effect === undefined;
  return Object.entries(operations).find(([, operation]) => reads(operation))?.[0];
}
