import * as v from 'valibot';
import type { Belief } from '../model/belief.ts';
import { faultFamilies } from '../model/fault-family.ts';
import { categories, outcomes } from '../model/outcome.ts';
import { effectKinds } from '../model/provider.ts';
import type {
  AbortedEvent,
  CalledEvent,
  EffectEvent,
  EscapedEvent,
  RefreshedEvent,
  ReplyEvent,
  RequestEvent,
  RestartedEvent,
  SettledEvent,
  Thrown,
  WebhookEvent,
} from '../model/trace.ts';
import { type Books, forgeries } from '../model/webhooks.ts';
import type { Entries } from './entries.ts';

const text = v.string();
const maybeText = v.exactOptional(text);
const maybeTexts = v.exactOptional(v.array(text));
const exchange = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Virtual milliseconds since the scenario began. */
export const moment = v.pipe(v.number(), v.minValue(0));

/** What a client told its caller. */
export const beliefSchema = v.strictObject({
  outcome: v.picklist(outcomes),
  category: v.exactOptional(v.picklist(categories)),
  code: maybeText,
  codes: maybeTexts,
  message: maybeText,
  state: maybeText,
  reason: maybeText,
  resources: maybeTexts,
} satisfies Entries<Belief>);

const thrown = v.strictObject({
  name: text,
  message: text,
  code: maybeText,
  raw: v.boolean(),
  cause: v.exactOptional(v.strictObject({ name: text, message: text, code: maybeText })),
} satisfies Entries<Thrown>);

const called = v.strictObject({
  event: v.literal('called'),
  at: moment,
  call: maybeText,
  operation: text,
} satisfies Entries<CalledEvent>);

const request = v.strictObject({
  event: v.literal('request'),
  at: moment,
  call: maybeText,
  exchange,
  operation: maybeText,
  method: text,
  path: text,
  contentType: maybeText,
  body: text,
  key: maybeText,
  handed: v.exactOptional(v.literal(true)),
  intent: maybeText,
  credentials: maybeText,
  madeAt: v.exactOptional(v.number()),
} satisfies Entries<RequestEvent>);

const reply = v.strictObject({
  event: v.literal('reply'),
  at: moment,
  call: maybeText,
  exchange,
  status: v.number(),
  summary: text,
  row: maybeText,
  elsewhere: v.exactOptional(v.literal(true)),
  codes: v.array(text),
  message: maybeText,
  resources: maybeTexts,
  state: maybeText,
  reasons: maybeTexts,
  step: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  kind: v.picklist(['ok', 'error', 'state', 'fault']),
  fault: maybeText,
  family: v.exactOptional(v.picklist(faultFamilies)),
  replayed: v.exactOptional(v.literal(true)),
  retryAfter: maybeText,
  ambiguous: v.exactOptional(v.literal(true)),
  delivered: v.boolean(),
} satisfies Entries<ReplyEvent>);

const aborted = v.strictObject({
  event: v.literal('aborted'),
  at: moment,
  call: maybeText,
  exchange,
} satisfies Entries<AbortedEvent>);

const refreshed = v.strictObject({
  event: v.literal('refreshed'),
  at: moment,
  call: maybeText,
  since: moment,
} satisfies Entries<RefreshedEvent>);

const restarted = v.strictObject({
  event: v.literal('restarted'),
  at: moment,
  call: maybeText,
  killed: v.array(text),
} satisfies Entries<RestartedEvent>);

const effect = v.strictObject({
  event: v.literal('effect'),
  at: moment,
  call: maybeText,
  kind: v.picklist(effectKinds),
  resource: text,
  intent: maybeText,
} satisfies Entries<EffectEvent>);

const settled = v.strictObject({
  event: v.literal('settled'),
  at: moment,
  call: maybeText,
  how: v.picklist(['value', 'error']),
  belief: v.exactOptional(beliefSchema),
  thrown: v.exactOptional(thrown),
} satisfies Entries<SettledEvent>);

const escaped = v.strictObject({
  event: v.literal('escaped'),
  at: moment,
  call: maybeText,
  kind: v.picklist(['rejection', 'exception', 'connection', 'unmatched', 'elsewhere']),
  message: text,
} satisfies Entries<EscapedEvent>);

const books = v.strictObject({
  applied: v.exactOptional(v.number()),
  outcome: maybeText,
} satisfies Entries<Books>);

const webhook = v.strictObject({
  event: v.literal('webhook'),
  at: moment,
  call: maybeText,
  name: text,
  type: text,
  state: text,
  forged: v.exactOptional(v.picklist(forgeries)),
  replayed: v.exactOptional(v.literal(true)),
  unlisted: v.exactOptional(v.literal(true)),
  early: v.exactOptional(v.literal(true)),
  status: v.exactOptional(v.number()),
  asked: v.exactOptional(v.boolean()),
  thrown: v.exactOptional(thrown),
  before: books,
  after: books,
} satisfies Entries<WebhookEvent>);

/** One event of a trace. */
export const traceEventSchema = v.variant('event', [
  called,
  request,
  reply,
  aborted,
  refreshed,
  restarted,
  effect,
  settled,
  webhook,
  escaped,
]);
