import type { Belief, Told } from './belief.ts';
import type { RetryPromise } from './client.ts';
import type { Meaning } from './journey.ts';
import type { JsonObject } from './json.ts';
import type { Outcome } from './outcome.ts';
import type { EffectKind } from './provider.ts';
import type { Requirement } from './requirement.ts';
import type { Scenario } from './scenario.ts';
import type { Thrown, TraceEvent } from './trace.ts';

/** One call as it came out. */
export interface PlayedCall {
  id: string;
  /** A key of the client's `operations`. */
  operation: string;
  intent: string;
  input: JsonObject;
  idempotencyKey: string;
  /** The client's adapter has looked at the key: what it is called with can know it. */
  tookKey?: true;
  /** Virtual milliseconds since the scenario began. */
  at: number;
  settledAt?: number;
  /** When the client was killed while the call was open, in virtual milliseconds since the scenario began. */
  killedAt?: number;
  /** `never`: it had not settled when nothing more could happen, a cap was hit, or the client was killed. */
  how: 'value' | 'error' | 'never';
  belief?: Belief;
  thrown?: Thrown;
  /** Why `interpret` gave no usable belief although it should have: it threw, or what it returned is no belief. */
  interpretFault?: string;
}

/** What has become of an effect. */
export type EffectState = (typeof effectStates)[number];

/** Every {@link EffectState}. */
export const effectStates = ['open', 'final', 'nothing'] as const;

/** Something that happened at the provider. */
export interface Effect {
  /** Virtual milliseconds since the scenario began. */
  at: number;
  kind: EffectKind;
  resource: string;
  /** Absent where neither marker, resource nor key tell. */
  intent?: string;
  /** The exchange that brought it about. */
  exchange: number;
  /** `open`: accepted, not final. `nothing`: it has come to nothing since, as a payment that failed. */
  state: EffectState;
}

/** What a check needs to know of the main operation. */
export interface OperationFacts {
  /** The client's name for it. */
  name: string;
  /** The provider's main operation behind it, and the others that the client uses. */
  main: string;
  uses: string[];
  /** Operations of the provider, among `uses`, that bring nothing about. */
  reads: string[];
  /** What the main operation brings about; absent for a read. */
  effect?: EffectKind;
  /** The idempotency header's name, lower-case, where the main operation takes one. */
  keyHeader?: string;
  /** The body field that is the idempotency key, where the main operation has one there. */
  keyField?: string;
  /** The request field that carries the marker. */
  marker?: string;
  /** How long the time in a request's head is good for, in milliseconds, and the requirement id of the row that says it is over. */
  clock?: { toleranceMs: number; row: string };
  /** What a client may believe after a success. */
  success: Outcome[];
  /** The resource that must exist first, as the client itself says it: `a pending payment`. */
  given?: string;
  /** What the states of the resource mean that it makes, moves or reads. */
  states?: Record<string, Meaning>;
  /** How often the provider asks to be polled at most, in milliseconds. */
  pollEveryMs?: number;
  /** What the client's webhooks can be asked; absent where its events are not about the operation's resource. */
  webhooks?: { read: boolean; applied: boolean; signed: boolean };
  /** JSON pointers of body fields that may change between attempts. */
  volatile: string[];
}

/** A place where a credential showed or went, plain or as Basic authentication or percent-encoded. */
export interface Leak {
  /**
   * In what the caller or a log gets to see, or only in enumerable properties and causes behind it; or in a request to another origin, where
   * a redirect led: `elsewhere` sent by the client's own code, `followed` by its platform.
   */
  where: 'message' | 'stack' | 'console' | 'value' | 'properties' | 'cause' | 'elsewhere' | 'followed';
  /** The name of the credential. */
  credential: string;
  /** The call that showed it. */
  call: string;
}

/** How a scenario ended. */
export type Ending =
  /** Every call settled. */
  | 'settled'
  /** Nothing could happen any more, and a call had not settled. */
  | 'hung'
  /** A cap was hit: 10,000 requests, or 30 virtual days. */
  | 'requests'
  | 'time';

/** One played scenario with everything a check may look at. Data, no functions. */
export interface Case {
  scenario: Scenario;
  /** Absent for a control. */
  requirement?: Requirement;
  operation: OperationFacts;
  /** `undefined`: nothing promised. `false`: no retries. */
  promise?: false | RetryPromise;
  tells: Told[];
  /** The scenario's calls, in order, and then the engine's follow-ups: `follow-up`, `follow-up-2` … */
  calls: PlayedCall[];
  trace: TraceEvent[];
  ledger: Effect[];
  ending: Ending;
  /** Timers of the client that would not run out: they had to be cleared. */
  leftover: number;
  /** What it left open that keeps its process from ending, or outlives it, in words: `a server that listens`. */
  left: string[];
  /**
   * When the client was disposed of, in virtual milliseconds since the scenario began, and what that threw; without `to` it did not end
   * within an hour. Absent where there is no `dispose`, or it was not come to.
   */
  disposal?: { from: number; to?: number; threw?: string };
  /** Globals, shared prototypes and state of the process that the client changed, by name. */
  changed: string[];
  /** Why nothing else can be judged: what the client has changed broke what it is judged with. */
  broken?: string;
  /** Whether what the client took for a reply that is far too large stayed within bounds; absent where no reply was. */
  memory?: 'bounded' | 'unbounded';
  /**
   * Intents of which the client has kept something in its `storage`, so that it can know them again after a restart. Absent where it has
   * left its storage alone.
   */
  kept?: string[];
  /** Where a credential showed; empty when none did. */
  leaks: Leak[];
  /** How the happy path of this client and operation came out; absent in the control itself. */
  control?: { passed: boolean; reason?: string };
  /** Cases of the same `scenario.group`, this one aside. */
  siblings: Case[];
  /** Every requirement of the catalogue by id: replies name their row. */
  rows: Record<string, Requirement>;
}
