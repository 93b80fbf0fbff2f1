/** What was played in a round. */
export interface Count {
  scenarios: number;
  exchanges: number;
}

/** A way to play the sample. */
export interface Contestant {
  /** Plays the whole sample once. */
  play(): Promise<Count>;
}

/** How a scenario of the sample came out, as far as every contestant can tell. */
export interface Outcome {
  /** See `nameOf` of the sample. */
  name: string;
  /** What the client told its caller. */
  outcome: string | undefined;
  /** Requests in all. */
  requests: number;
  /** Payment sessions that exist afterwards, at the provider. */
  sessions: number;
}
