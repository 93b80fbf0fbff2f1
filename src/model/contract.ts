/** A client's contract with its provider, as Pact writes it down. */
export interface Contract {
  client: string;
  provider: string;
  /** The pact file's. */
  text: string;
  /** What stands in it: the keys of its interactions, in order. */
  keys: string[];
  /** What should stand in it and does not: the client did not handle it. */
  leftOut: { key: string; reason: string }[];
}

/** The name of a pact file, as Pact itself makes it of the two parties; what no file can be called is left out. */
export function pactFileName({ client, provider }: Pick<Contract, 'client' | 'provider'>): string {
  return `${client}-${provider}.json`.replace(/[^\w.@-]+/g, '_');
}

/** How many of a contract's interactions held, of how many. */
export interface Held {
  held: number;
  of: number;
}

/** What is known of a pact file: against whom it has been verified. Kept beside it, and committed with it. */
export interface ContractRecord {
  /** Of the pact file's bytes: a record of another file says nothing. */
  sha256: string;
  /** Against sadpath's own simulator. */
  simulator?: Held;
  /** Hash of the catalogue that the simulator had then: of another one nothing is known. */
  catalogue?: string;
  /** Against a provider: where, when (ISO 8601), and by whom. */
  sandbox?: Held & { url: string; at: string; by: string };
}

/** What a run knows of a client's contract: out of its pact file, and the record beside it. */
export interface ContractFacts extends Pick<ContractRecord, 'simulator' | 'sandbox'> {
  /** How many stand in the pact file. */
  interactions: number;
}
