import type { Basis } from './basis.ts';
import type { Journey } from './journey.ts';
import type { Json, JsonObject } from './json.ts';
import type { Category, Outcome, RetryRule } from './outcome.ts';
import type { Webhooks } from './webhooks.ts';

/** What an operation brings about at the provider. */
export type EffectKind = (typeof effectKinds)[number];

/** Every {@link EffectKind}. */
export const effectKinds = ['session', 'payment', 'capture', 'refund', 'void', 'message', 'grant'] as const;

/** What a client may believe and do after a reply. In every list the first entry is preferred, the others are accepted. */
export interface Expectation {
  outcome: Outcome[];
  category: Category[];
  retry: RetryRule[];
}

/** How sure each part of a row is. It decides the severity of a finding: see `severityOf`. */
export interface RowBasis {
  status?: Basis;
  outcome: Basis;
  category: Basis;
  retry: Basis;
}

/** What rows of every kind have in common. */
export interface Row {
  /** What the document says, in our own words. */
  summary: string;
  expect: Expectation;
  basis: RowBasis;
  /** Operations of the provider that can meet it; `*` for all. */
  operations: '*' | string[];
  /** Whether an idempotency record keeps such a reply; when left out, the provider's `idempotency.replays` decides. */
  stored?: boolean;
  /** As an answer to a repeat it means "it happened already". */
  echo?: true;
  /** `outside`: found elsewhere than in the source document. */
  source?: 'outside';
  /** `advises`: the document recommends, it does not oblige. */
  force?: 'advises';
  /** Which ambiguity was settled, and how. */
  note?: string;
}

/** A documented error code. */
export interface ErrorRow extends Row {
  code: string;
  /** HTTP statuses it may come under, the likeliest first. */
  status: number[];
  /** Error types, or result statuses, that it may come with, the likeliest first, where the envelope has a `$type`. */
  types?: string[];
  /** A human-readable message as the provider would send it. */
  message: string;
  /** The request field it complains about, where it names one. */
  parameter?: string;
}

/** What a reply carries that is documented by its status or type alone: a code that the document does not list. */
export interface Sample {
  code: string;
  type?: string;
  message: string;
}

/** A documented HTTP status. */
export interface StatusRow extends Row {
  status: number;
  /** What its body carries; absent for a success. */
  sample?: Sample;
}

/**
 * A documented error type, or result status: the broad category that an envelope names beside the code. A tape writes both as
 * `type:name`.
 */
export interface TypeRow extends Row {
  type: string;
  /** HTTP statuses it may come under, the likeliest first. */
  status: number[];
  sample: Sample;
}

/** A documented rule of behaviour. */
export interface RuleRow {
  name: string;
  /** What the document says, in our own words. */
  summary: string;
  /** `by-hand`: no traffic can show it; it is listed and counted, never judged by a run. */
  judged: 'traffic' | 'by-hand';
  basis: Basis;
  force?: 'advises';
  source?: 'outside';
  note?: string;
  /** Tapes that show it, each for one operation of the provider. Required where `judged` is `traffic`. */
  plays?: { operation: string; tape: string }[];
}

/** How credentials travel, and what a request without them is told. */
export type Authentication = {
  /** Code of the error row that answers a request with missing or wrong credentials; when left out: what goes with 401. */
  error?: string;
} & (
  | { scheme: 'basic'; username: string; password: string }
  /** `Authorization: Bearer …` (RFC 6750) with the credential of that name. */
  | { scheme: 'bearer'; token: string }
  | SignedHeaders
);

/** Credentials in headers of their own, and what else a gateway looks for in the head of a request before it lets it in. */
export interface SignedHeaders {
  scheme: 'headers';
  /** Header name to the name of the credential that it carries. */
  headers: Record<string, string>;
  /** Headers that must be there and match a regular expression, and the code of the error row that answers where one does not. */
  shapes?: Record<string, { pattern: string; error: string }>;
  /** The header that tells the time of the request (ISO 8601), how far it may be off, and the code of the error row beyond that. */
  time?: { header: string; toleranceMs: number; error: string };
}

/** How the provider treats a repeated request. */
export type Idempotency = IdempotencyRules & ({ header: string } | { body: true });

/** What holds wherever the key is: in a request `header`, or in the `body`, where an operation's `intentField` is its key. */
export interface IdempotencyRules {
  /**
   * What a record keeps and replays: classes of HTTP status, or, where the catalogue has `results`, result statuses; a success
   * then counts as the result whose row tells of success. A row's `stored` overrules it.
   */
  replays: string[];
  /** Code of the error row that answers the same key with another request. */
  onMismatch: string;
  /** Code of the error row that answers the same key while the first request is still open. */
  onOpen?: string;
  /** Code of the error row that answers a repeat of what was done, where no record is replayed. */
  onRepeat?: string;
}

/** One call of the API. Paths, bodies and replies that the error pages leave out are ours, and may be overridden. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{parameters}`; each parameter is a field of `input`. */
  path: string;
  /**
   * What a call of the client is given, path parameters included.
   * Holes: `$marker` (unique for the intent), `$resource` (id of the resource that `given` asks for).
   */
  input: JsonObject;
  /** The field of the request body that carries the intent's marker. */
  intentField?: string;
  /** What it brings about; absent for a read. */
  effect?: EffectKind;
  /** The resource that must exist first, named as the journey's `resource`. */
  given?: string;
  /** The journey of the resource it makes, moves or reads. */
  journey?: string;
  success: {
    status: number;
    /**
     * The reply's body. Holes: `$id` (of the resource), `$state`, `$body.field` and `$path.parameter` (of the request), and
     * `$resource` as the whole body (the resource as it was made, in its present state).
     */
    body: Json;
    /** The state it puts the resource in; when left out, the journey's `initial` for a new resource, else none. */
    state?: string;
    /** What a client may believe after it; when left out: `succeeded`, and `pending` too while the state is not final. */
    outcome?: Outcome[];
  };
  /** The operation that reads what this one made. */
  reads?: string;
  /** Whether it takes the idempotency key. When left out: every operation with an effect does. */
  keyed?: boolean;
  /** Code of the error row that answers where the resource does not exist. When left out: the first 404 that meets it. */
  missing?: string;
}

/** A catalogue: an API and everything its documents say about how it fails, as data. Made by `defineProvider`. */
export interface Provider {
  /** Lower-case, with dashes; the first part of every requirement id. */
  id: string;
  title: string;
  /** The document that its rows come from. */
  source: { title: string; revision: string };
  /** Where requests go, without a trailing slash. A reserved domain, so that a missed interception reaches nobody. */
  origin: string;
  credentials: Record<string, string>;
  /** Names of credentials that are no secret, client ids and merchant numbers for instance. The others must never show. */
  publicCredentials?: string[];
  authentication: Authentication;
  /**
   * The body of an error reply. `"name?"`: an optional field. Holes: `$code $type $message $parameter` of each error, `$status`,
   * `$successes`, `$data`, and `$resource`, the id of what a refused repeat has made already.
   */
  envelope: Json;
  /** Its Content-Type; when left out: `application/json`. */
  envelopeType?: string;
  idempotency?: Idempotency;
  /**
   * How else the document can be read where it does not say what becomes of a repeat. Each reading is played; what goes wrong in
   * some of them only is a should at most.
   */
  otherReadings?: Idempotency[];
  operations: Record<string, Operation>;
  statuses: StatusRow[];
  types: TypeRow[];
  /** Result statuses: what the envelope carries in its `$type` where success and failure share one HTTP status. */
  results: TypeRow[];
  errors: ErrorRow[];
  rules: RuleRow[];
  journeys: Record<string, Journey>;
  webhooks?: Webhooks;
  /** JSON pointers of body fields that may change between attempts. */
  volatile?: string[];
}
