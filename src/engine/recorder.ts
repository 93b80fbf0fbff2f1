import type { WireReply, WireRequest } from '../model/reply.ts';
import type {
  EffectEvent,
  EscapedEvent,
  RefreshedEvent,
  ReplyEvent,
  RequestEvent,
  RestartedEvent,
  TraceEvent,
} from '../model/trace.ts';
import type { Exchange, Sender } from '../sandbox/play.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { thrownOf } from './thrown.ts';

/** Writes the trace of one scenario: what the provider sees and does, each event under the call that it belongs to. */
export interface Recorder {
  trace: TraceEvent[];
  /** The doors that requests came by. */
  doors: Set<Exchange['door']>;
  /** A call begins or ends: while only one is open, every request is its own. */
  opened(call: string, intent: string): void;
  settled(call: string): void;
  /** Effects that no request brought about at this instant: late commits. */
  happened(effects: EffectEvent[]): void;
  respond(request: WireRequest, exchange: Exchange): WireReply;
  /** A request went to another origin, where a redirect led; gives back the call that it belongs to, where something tells. */
  visited(how: 'followed' | 'elsewhere', request: WireRequest, sender: Sender): string | undefined;
  delivered(exchange: Exchange): void;
  aborted(exchange: Exchange): void;
  escaped(kind: EscapedEvent['kind'], error: unknown): void;
  refreshed(event: RefreshedEvent): void;
  restarted(event: RestartedEvent): void;
  /** Calls that have begun and not ended. */
  openCalls(): string[];
  /** The idempotency keys that were sent for an intent, as they were sent. */
  keysSent(intent: string): ReadonlySet<string>;
  /**
   * Asks this as soon as a request has brought something about, before its reply leaves: how long to hold that back, in virtual
   * milliseconds; `undefined` for not at all.
   */
  onEffect(listener: () => number | undefined): void;
  /** The scenario is over: what comes now is written down no more. */
  close(): void;
  closed(): boolean;
}

/** `latencyMs`: how long each reply takes, in virtual milliseconds. */
export function createRecorder(simulator: Simulator, now: () => number, latencyMs?: number): Recorder {
  const trace: TraceEvent[] = [];
  const doors: Recorder['doors'] = new Set();
  const intents = new Map<string, string>();
  const open: string[] = [];
  const replies = new Map<number, ReplyEvent>();
  const keys = new Map<string, string>();
  const keysByIntent = new Map<string | undefined, Set<string>>();
  let over = false;
  let effectListener = (): number | undefined => undefined;

  /** Reports hold no value that a client made: a key is called by its first appearance. */
  function labelled({ key, ...request }: RequestEvent): RequestEvent {
    if (key === undefined) return request;
    const label = keys.get(key) ?? `key#${keys.size + 1}`;
    keys.set(key, label);
    keysByIntent.set(request.intent, (keysByIntent.get(request.intent) ?? new Set()).add(key));
    return { ...request, key: label };
  }

  /** A reply that was held back stands where it arrived. */
  function arriveNow(reply: ReplyEvent): void {
    trace.splice(trace.indexOf(reply), 1);
    reply.at = now();
    trace.push(reply);
  }

  /** A client with a queue or a pool may send one call's request while it runs for another one: what the request says decides. */
  function callOf(exchange: Exchange, intent: string | undefined): { call?: string } {
    const owners = open.filter((call) => intents.get(call) === intent);
    const [owner] = owners.length === 1 ? owners : [];
    const running = exchange.call;
    if (running !== undefined && (intent === undefined || intents.get(running) === intent)) return { call: running };
    const call = owner ?? running ?? (open.length === 1 ? open[0] : undefined);
    return call === undefined ? {} : { call };
  }

  return {
    trace,
    doors,
    opened(call, intent) {
      intents.set(call, intent);
      open.push(call);
    },
    settled(call) {
      open.splice(open.indexOf(call), 1);
      // Whether or not it hung up: a call that has settled waits for nothing any more.
      for (const reply of replies.values())
        if (reply.call === call && !reply.delivered) simulator.closed(reply.exchange);
    },
    onEffect(listener) {
      effectListener = listener;
    },
    happened(effects) {
      trace.push(...effects);
    },
    respond(request, exchange) {
      doors.add(exchange.door);
      const answered = simulator.answer(request, exchange.number);
      const call = callOf(exchange, answered.request.intent);
      const reply: ReplyEvent = { ...answered.reply, ...call };
      replies.set(exchange.number, reply);
      trace.push(
        { ...labelled(answered.request), ...call },
        ...answered.effects.map((effect) => ({ ...effect, ...call })),
        reply,
      );
      if (answered.unmatched !== undefined) {
        trace.push({ event: 'escaped', kind: 'unmatched', message: answered.unmatched, at: now(), ...call });
      }
      const delayMs = (answered.effects.length > 0 ? effectListener() : undefined) ?? latencyMs;
      return delayMs === undefined ? answered.wire : { ...answered.wire, delayMs };
    },
    visited(how, { method, url }, sender) {
      doors.add(sender.door);
      const call = sender.call ?? (open.length === 1 ? open[0] : undefined);
      const who = how === 'followed' ? 'the platform followed a redirect' : 'sent by the client itself';
      const message = `${method} ${url}: ${who}`;
      trace.push({ event: 'escaped', kind: 'elsewhere', message, at: now(), ...(call !== undefined && { call }) });
      return call;
    },
    delivered(exchange) {
      const reply = replies.get(exchange.number);
      if (reply) reply.delivered = true;
      if (reply && reply.at !== now() && !over) arriveNow(reply);
      simulator.closed(exchange.number);
    },
    aborted(exchange) {
      if (over) return;
      const call = replies.get(exchange.number)?.call;
      trace.push({ event: 'aborted', exchange: exchange.number, at: now(), ...(call !== undefined && { call }) });
      simulator.closed(exchange.number);
    },
    refreshed(event) {
      trace.push(event);
    },
    restarted(event) {
      trace.push(event);
    },
    openCalls: () => [...open],
    keysSent: (intent) => keysByIntent.get(intent) ?? new Set(),
    close() {
      over = true;
    },
    closed: () => over,
    escaped(kind, error) {
      if (over) return;
      const { name, message } = thrownOf(error);
      trace.push({ event: 'escaped', kind, message: `${name}: ${message}`, at: now() });
    },
  };
}
