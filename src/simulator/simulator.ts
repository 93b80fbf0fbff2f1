import { isFinal } from '../catalogue/operation-facts.ts';
import type { Effect } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import { startOfDay } from '../model/start-of-day.ts';
import type { Tape } from '../model/tape.ts';
import type { EffectEvent, ReplyEvent, RequestEvent } from '../model/trace.ts';
import { Application } from './application.ts';
import { checkTape } from './check-tape.ts';
import { Commits } from './commits.ts';
import { CredentialLabels } from './credential-labels.ts';
import { madeAt, presentedCredentials, refusalOf } from './credentials.ts';
import { errorByCode, errorReply } from './error-reply.ts';
import { type Finished, finishedReply } from './finished.ts';
import { givenResource } from './given.ts';
import { IdempotencyStore } from './idempotency-store.ts';
import { Identities } from './identities.ts';
import { incoming } from './incoming.ts';
import { type Intent, isHanded } from './intents.ts';
import { jsonReply } from './json-reply.ts';
import { readLedger } from './ledger.ts';
import { nearestRoute } from './nearest-route.ts';
import { recognise, sentKey } from './recognise.ts';
import { requestEvent } from './request-event.ts';
import { type Resource, Resources } from './resources.ts';
import { respond } from './respond.ts';
import { routerOf } from './route.ts';
import type { Surface } from './show.ts';
import { TapeReader } from './tape-reader.ts';

/** What a simulated provider is made of. */
export interface SimulatorOptions {
  /** With the client's own overrides applied. */
  provider: Provider;
  tape: Tape;
  /** The provider's operation that tracks without a name belong to. */
  main: string;
  /** Which optional fields its replies carry. */
  surface: Surface;
  /** States that reads of a resource show, one a read, or each from an age on; the last one stays. */
  journey?: string[];
  /** What the engine handed to the calls; more may be added later. */
  intents: Intent[];
  /** Every set of credentials that was given out; when left out: the catalogue's. */
  issued?(): Record<string, string>[];
  /** Virtual milliseconds since the scenario began. */
  now(): number;
}

/** One answered request. Its events name no call and are not delivered: whoever performs the reply knows that. */
export interface Answered {
  wire: WireReply;
  request: RequestEvent;
  reply: ReplyEvent;
  effects: EffectEvent[];
  /** Why no operation takes the request; names method, URL and the nearest route. */
  unmatched?: string;
}

/** A small stateful provider. Deterministic: the same requests at the same times get the same bytes. */
export interface Simulator {
  /**
   * Makes sure that the resource which an operation needs exists, without an effect in the ledger, and returns its id; the
   * same one for each operation that asks for it on behalf of one intent. `undefined` for an operation that needs none.
   */
  given(operation: string, intent?: string): string | undefined;
  addIntent(intent: Intent): void;
  /** Leaves the rest of the tape: from now on every request is answered by the simulator itself. */
  endTape(): void;
  /** Answers a request, whatever it is; never throws. Exchanges are numbered by the caller, each number once. */
  answer(request: WireRequest, exchange: number): Answered;
  /** The reply has been delivered or has broken, or the client has hung up: the exchange is over. */
  closed(exchange: number): void;
  /** Commits what was put off until after the client gave up, as far as its exchanges are closed. */
  commitLate(): EffectEvent[];
  /** The resource that an intent has made, or that was given for it, last. */
  resourceOf(intent: string): Resource | undefined;
  /** A resource comes into another state by itself. One that is final stays so. */
  moveOn(resource: Resource, state: string): void;
  /** Whether a request came under an idempotency key that had come before: else the provider's rule for repeats has made no difference. */
  repeated(): boolean;
  /** Every effect so far, each `open` or `final` as its resource is at present. */
  ledger(): Effect[];
}

/**
 * A simulated provider for one scenario.
 *
 * @throws SadpathError when the tape names an operation or a fault that does not exist.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { provider, tape, main, surface, journey = [], now, issued = () => [provider.credentials] } = options;
  checkTape(provider, tape, main);
  const intents = [...options.intents];
  const route = routerOf(provider);
  const reader = new TapeReader(tape, main);
  const resources = new Resources();
  const store = new IdempotencyStore();
  const commits = new Commits(resources, store, now);
  const application = new Application({ provider, surface, journey, store, commits, now });
  const identities = new Identities(provider.id);
  const labels = new CredentialLabels();
  const memory = { intents, resources, identities, provider };

  function answer(wireRequest: WireRequest, exchange: number): Answered {
    const at = now();
    const asked = incoming(wireRequest, exchange);
    const routed = route(asked.method, asked.path);
    const made = madeAt(provider.authentication, asked.headers) - startOfDay;
    const seen = {
      at,
      madeAt: Number.isNaN(made) ? undefined : made,
      key: sentKey(asked, provider),
      credentials: labels.of(presentedCredentials(provider, asked.headers)),
    };
    const replied = ({ wire, facts }: Finished, step?: number) => ({
      wire,
      reply: {
        event: 'reply' as const,
        at,
        exchange,
        ...facts,
        ...(step === undefined ? {} : { step }),
        delivered: false,
      },
    });
    if (!routed) {
      const unmatched = nearestRoute(provider, asked.method, wireRequest.url);
      const wire = jsonReply(404, { sadpath: unmatched });
      const facts = { status: 404, summary: '404 no such route', kind: 'error' as const, codes: [] };
      return { ...replied({ wire, facts }), request: requestEvent(asked, seen), effects: [], unmatched };
    }
    const request = recognise(asked, routed, memory);
    const key = seen.key ?? request.key?.value;
    const event = requestEvent(asked, {
      ...seen,
      key,
      handed: isHanded(key, request.intent, intents),
      operation: routed.name,
      intent: request.intent,
    });
    const refusal = refusalOf(provider.authentication, issued(), asked.headers, startOfDay + at);
    if (refusal !== undefined) {
      const effect = routed.operation.effect !== undefined;
      const reply =
        refusal.code === undefined
          ? errorReply(provider, { status: 401, codes: [] }, { surface, effect })
          : errorByCode(provider, refusal.code, { surface, effect });
      return { ...replied(finishedReply(reply)), request: event, effects: [] };
    }
    const taken = reader.take(routed.name);
    const response = respond(request, taken?.step, { provider, surface, application });
    return { ...replied(response, taken?.index), request: event, effects: response.effects };
  }

  return {
    answer,
    given(operation, intent) {
      const needed = provider.operations[operation];
      if (!needed) return undefined;
      const id = identities.of({ operation: `given ${needed.given}`, intent, key: undefined, exchange: 0 });
      const whose = intents.find((known) => known.id === intent);
      const resource = givenResource(provider, needed, { id, intent: whose, journey, now: now() });
      if (resource) resources.add(resource);
      return resource?.id;
    },
    endTape: () => reader.end(),
    addIntent: (intent) => void intents.push(intent),
    closed(exchange) {
      store.closed(exchange);
      commits.closed(exchange);
    },
    commitLate: () => commits.commitLate(),
    resourceOf: (intent) => resources.ofIntent(intent),
    moveOn(resource, state) {
      const journey = provider.journeys[resource.journey ?? ''];
      if (!journey || !isFinal(journey, resource.state ?? '')) resource.state = state;
    },
    repeated: () => store.repeated,
    ledger: () => readLedger(commits.entries, resources, provider),
  };
}
