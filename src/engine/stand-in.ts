import type { WireReply, WireRequest } from '../model/reply.ts';
import type { ScenarioEvent } from '../model/webhooks.ts';

/** Somebody who speaks in the provider's place, and has heard what the simulator would have said: it keeps the ledger all the same. */
export interface StandIn {
  /** What the client is answered; `undefined`: what the simulator says. What it throws ends the scenario. */
  answer(request: WireRequest, reply: WireReply): WireReply | undefined;
  /** The body of an event, before it is signed. */
  tell(event: ScenarioEvent, body: string): string;
}
