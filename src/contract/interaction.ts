import type { Matched } from './matchers.ts';
import type { ProviderState } from './provider-state.ts';

/** What every entry of a contract has. */
interface Entry {
  /** Stable and unique in a contract: `banked/errors/unauthorized on getPaymentSession`. */
  key: string;
  state: ProviderState;
  /** Where it stands in the provider's document. */
  references: Record<string, string>;
  /** What the document says, in our own words. */
  comment: string;
}

/** A body with its type. */
export interface Content {
  type: string;
  /** JSON with rules, or for another type the text as it is. */
  value: Matched;
}

/** One request and its reply, as a contract holds them. */
export interface HttpInteraction extends Entry {
  kind: 'http';
  request: {
    method: string;
    path: Matched;
    query: [name: string, value: Matched][];
    headers: Record<string, Matched>;
    body?: Content;
  };
  response: { status: number; headers: Record<string, Matched>; body?: Content };
}

/** One event that the provider sends by itself. */
export interface MessageInteraction extends Entry {
  kind: 'message';
  contents: Content;
}

/** One entry of a contract, before Pact has it. */
export type Interaction = HttpInteraction | MessageInteraction;
