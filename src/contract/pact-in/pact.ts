import type { Json } from '../../model/json.ts';

/** What a pact says of one place beside its example, as far as it matters here. */
export interface Matcher {
  /** `type`, `regex`, `equality`, `null` and so on, as the pact names it. */
  match: string;
  regex?: string;
  /** How many entries a list has at least. */
  min?: number;
}

/** The matchers of one place of a body, and of what is below it. */
export interface BodyRule {
  /** Keys and indexes from the top of the body down; `*` stands for any. */
  keys: (string | number)[];
  matchers: Matcher[];
}

/** The request of an interaction. */
export interface PactRequest {
  /** In capitals. */
  method: string;
  /** As in the example, without its query. */
  path: string;
  /** What says that a part of the path varies. */
  pathMatchers: Matcher[];
  /** A path whose `${names}` the provider's state fills, where a generator says so. */
  pathExpression?: string;
  /** The first value of each. */
  query: Record<string, string>;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Absent where there is none, or none that is JSON or a form. */
  body?: Json;
  rules: BodyRule[];
}

/** The response of an interaction. */
export interface PactResponse {
  /** The one of the example first; the others are those that a matcher lists. */
  statuses: [number, ...number[]];
  contentType?: string;
  body?: Json;
  /** The body is there, and in an encoding: nobody knows what it says. */
  encoded?: string;
  rules: BodyRule[];
}

/** One HTTP exchange of a pact. */
export interface PactInteraction {
  description: string;
  request: PactRequest;
  response: PactResponse;
}

/** A pact file, whatever version it is written in. */
export interface Pact {
  consumer: string;
  provider: string;
  /** In an order that does not hang on the one in the file. */
  interactions: PactInteraction[];
  /** How many of each other kind there are: messages, methods that no catalogue knows. */
  skipped: Record<string, number>;
}
