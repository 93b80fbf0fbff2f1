import { keyPlaceOf } from '../src/catalogue/operation-facts.ts';
import { faults } from '../src/faults/table.ts';
import type { Case, Effect } from '../src/model/case.ts';
import { parseTape } from '../src/model/parse-tape.ts';
import type { Operation, Provider } from '../src/model/provider.ts';
import type { Answer, Step, Tape } from '../src/model/tape.ts';
import type { ReplyEvent, RequestEvent } from '../src/model/trace.ts';
import { roleOf } from '../src/simulator/role.ts';

/*
 * An auditor who keeps no books. What the provider's ledger has to say follows from the tape, the requests that came and the answers that went
 * out, and from nothing that the simulator remembers.
 */

/** A request to an operation that brings something about, with its answer. */
interface Asked {
  request: RequestEvent;
  reply: ReplyEvent;
  operation: Operation;
  step?: Step;
  /** Where the operation takes a key and one was sent. */
  key?: string;
}

/** What is done once, however often it is asked for: the requests under one key, those that move one resource, or one alone. */
interface Undertaking {
  exchanges: Set<number>;
  /** One of them is sure to have been done; else only may one have been. */
  certain: boolean;
}

interface Audited {
  played: Case;
  provider: Provider;
  asked: Asked[];
  undertakings: [name: string, undertaking: Undertaking][];
}

/** What is wrong with the ledger of a played case, a sentence each; nothing where each effect has its one cause, and each cause its effect. */
export function audit(played: Case, provider: Provider): string[] {
  const tape = parseTape(played.scenario.tape);
  const asked = askedOf(played, provider, tape);
  const undertakings = [...undertakingsOf(played, provider, asked).entries()];
  return [
    ...played.ledger.flatMap((effect) => causeOf(effect, { played, provider, asked, undertakings })),
    ...undertakings.flatMap(([name, { exchanges, certain }]) => {
      const made = played.ledger.filter(({ exchange }) => exchanges.has(exchange)).length;
      return made > 1 || (certain && made === 0) ? [`${name} has ${made} effects`] : [];
    }),
    ...tally(played),
    ...takenOutOfTurn(played),
    ...played.ledger.flatMap((effect) =>
      effect.state === 'nothing' && !hasCome(played, tape) && !isVoided(played, effect)
        ? [`the ${effect.kind} of exchange ${effect.exchange} has come to nothing by itself`]
        : [],
    ),
  ];
}

function askedOf(played: Case, provider: Provider, tape: Tape): Asked[] {
  const replies = new Map(played.trace.flatMap((event) => (event.event === 'reply' ? [[event.exchange, event]] : [])));
  return played.trace.flatMap((event) => {
    if (event.event !== 'request' || event.operation === undefined) return [];
    const operation = provider.operations[event.operation];
    const reply = replies.get(event.exchange);
    if (operation?.effect === undefined || !reply) return [];
    const step =
      reply.step === undefined ? undefined : stepAt(tape, event.operation, played.operation.main, reply.step);
    const key = keyPlaceOf(provider, event.operation) && event.key;
    return [{ request: event, reply, operation, ...(step && { step }), ...(key !== undefined && { key }) }];
  });
}

/** The step of an operation's track at a place that is counted with repeats. */
function stepAt(tape: Tape, operation: string, main: string, place: number): Step | undefined {
  let left = place;
  for (const step of tape.flatMap((track) => ((track.operation ?? main) === operation ? track.steps : []))) {
    if (step.times === 'forever' || left < (step.times ?? 1)) return step;
    left -= step.times ?? 1;
  }
  return undefined;
}

/** When the provider does what a request asks for, as its answer tells: not at all, before the answer leaves, or when the client has given up. */
function doneWhen({ reply, step }: Asked, provider: Provider): 'never' | 'now' | 'late' {
  if (reply.family === 'unreached' || reply.replayed) return 'never';
  if (step === undefined) return reply.kind === 'error' ? 'never' : 'now';
  const { answer, commit } = step;
  if (reply.kind === 'error' && !isAsScripted(answer, reply, provider)) return 'never';
  if (answer.kind === 'ok' || answer.kind === 'state') return 'now';
  const point = commit ?? (answer.kind === 'error' && answer.successes ? 'after' : 'before');
  return point === 'before' ? 'never' : point === 'after' ? 'now' : 'late';
}

/** Else the provider has refused a repeat. A step that names no code shows one that stands for its status or type. */
function isAsScripted(answer: Answer, { codes }: ReplyEvent, { idempotency }: Provider): boolean {
  if (answer.kind !== 'error') return false;
  if (answer.codes.length > 0) return answer.codes.join() === codes.join();
  const refusals = [idempotency?.onMismatch, idempotency?.onOpen, idempotency?.onRepeat];
  return !codes.some((code) => refusals.includes(code));
}

function undertakingsOf(played: Case, provider: Provider, asked: Asked[]): Map<string, Undertaking> {
  const undertakings = new Map<string, Undertaking>();
  for (const one of asked) {
    if (doneWhen(one, provider) === 'never') continue;
    const { name, isAlone } = nameOf(played, provider, one, asked);
    const undertaking = undertakings.get(name) ?? { exchanges: new Set(), certain: false };
    undertakings.set(name, undertaking);
    undertaking.exchanges.add(one.request.exchange);
    undertaking.certain ||= isAlone && isCertain(played, provider, one, asked);
  }
  return undertakings;
}

/** `isAlone`: whether nothing else can have done what it asks for. */
function nameOf(played: Case, provider: Provider, one: Asked, asked: Asked[]): { name: string; isAlone: boolean } {
  const { request, operation, key } = one;
  const ownName = key ?? `exchange ${request.exchange}`;
  if (roleOf(provider, operation) === 'makes') return { name: ownName, isAlone: true };
  const movers = new Set(
    asked.flatMap((other) => (roleOf(provider, other.operation) === 'moves' ? [other.operation] : [])),
  );
  const isAlone =
    movers.size === 1 && request.intent !== undefined && !hasCome(played, parseTape(played.scenario.tape));
  return { name: isAlone ? `the ${operation.effect} of ${request.intent}` : ownName, isAlone };
}

/** Whether a request was done for certain: the provider's memory of its key cannot have kept it from that. */
function isCertain(played: Case, provider: Provider, one: Asked, asked: Asked[]): boolean {
  const { request, reply, key } = one;
  if (doneWhen(one, provider) === 'late' && endOf(played, reply) === Infinity) return false;
  const before = asked.filter((other) => other.key === key && other.request.exchange < request.exchange);
  if (key === undefined || before.length === 0) return true;
  // In front of an application that may know the key nobody sees what it says.
  if (isAtTheGate(one)) return false;
  const isSame = before.every(({ request: { method, path, body } }) =>
    [method, path, body].every((part, index) => part === [request.method, request.path, request.body][index]),
  );
  const minds = provider.idempotency?.onOpen !== undefined;
  return isSame && (!minds || before.every((other) => isAnsweredBefore(played, other, request)));
}

function isAtTheGate({ step, reply }: Asked): boolean {
  return step?.answer.kind === 'fault' ? faults[step.answer.fault]?.stage === 'edge' : reply.status === 429;
}

/** When an exchange came to an end that the provider knows of, in virtual milliseconds; for ever where it did not. */
function endOf({ trace, calls }: Case, { exchange, call, delivered, at }: ReplyEvent): number {
  const hungUp = trace.flatMap((event) => (event.event === 'aborted' && event.exchange === exchange ? [event.at] : []));
  const gone = calls.flatMap(({ id, settledAt, killedAt }) => (id === call ? [settledAt ?? killedAt ?? Infinity] : []));
  return Math.min(...hungUp, ...gone, delivered ? at : Infinity);
}

function isAnsweredBefore({ trace }: Case, { reply }: Asked, next: RequestEvent): boolean {
  return reply.delivered && trace.indexOf(reply) < trace.indexOf(next) && reply.at < next.at;
}

function causeOf({ exchange, kind, intent, at }: Effect, { played, provider, asked, undertakings }: Audited): string[] {
  const cause = asked.find(({ request }) => request.exchange === exchange);
  const what = `the ${kind} of exchange ${exchange}`;
  if (!cause || !undertakings.some(([, { exchanges }]) => exchanges.has(exchange))) return [`${what} has no cause`];
  const isOnTime = doneWhen(cause, provider) === 'now' ? at === cause.request.at : at >= endOf(played, cause.reply);
  const isRight = cause.operation.effect === kind && cause.request.intent === intent && isOnTime;
  return isRight ? [] : [`${what} is not what was asked for, or not when`];
}

/** The ledger and the trace tell of the same effects. */
function tally({ trace, ledger }: Case): string[] {
  const written = ledger.map(({ at, kind, resource, intent }) => `${at} ${kind} ${resource} ${intent}`);
  const told = trace.flatMap((event) =>
    event.event === 'effect' ? [`${event.at} ${event.kind} ${event.resource} ${event.intent}`] : [],
  );
  return written.sort().join() === told.sort().join() ? [] : ['the ledger is not what the trace tells'];
}

/** Each request takes one step of its operation's track, the next one. */
function takenOutOfTurn({ trace }: Case): string[] {
  const operations = new Map(
    trace.flatMap((event) => (event.event === 'request' ? [[event.exchange, event.operation]] : [])),
  );
  const replies = trace.flatMap((event) => (event.event === 'reply' && event.step !== undefined ? [event] : []));
  const byOperation = Map.groupBy(replies, ({ exchange }) => operations.get(exchange));
  return [...byOperation].flatMap(([operation, own]) => {
    const steps = own.toSorted((a, b) => a.exchange - b.exchange).map(({ step }) => step);
    return steps.every((step, place) => step === place) ? [] : [`the steps of ${operation} were taken out of turn`];
  });
}

/** Whether the scenario itself puts resources in states. */
function hasCome({ scenario: { journey = [], events = [] } }: Case, tape: Tape): boolean {
  const states = tape.some(({ steps }) => steps.some(({ answer }) => answer.kind === 'state'));
  return states || journey.length + events.length > 0;
}

function isVoided({ ledger }: Case, { resource }: Effect): boolean {
  return ledger.some((other) => other.kind === 'void' && other.resource === resource);
}
