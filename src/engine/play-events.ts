import { isTaken } from '../checks/webhook-events.ts';
import type { WebhookAnswer } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { afterworkMs, type Books, type ScenarioEvent } from '../model/webhooks.ts';
import type { Resource } from '../simulator/resources.ts';
import { eventOf } from './event-of.ts';
import type { PreparedCall, Stage } from './play-calls.ts';
import { thrownOf } from './thrown.ts';

/** Who catches an event takes his time to send it again. In virtual milliseconds. */
const caughtMs = 3_600_000;

/** No provider waits longer for an answer. In virtual milliseconds. */
const patienceMs = 30_000;

/**
 * Sends the events of a scenario to the client, about the resource of its first call, one after another. What was refused while the
 * resource was being made is sent again first, as providers do.
 */
export async function playEvents(stage: Stage, call: PreparedCall, events: readonly ScenarioEvent[]): Promise<void> {
  const { trace } = stage.recorder;
  const resource = stage.simulator.resourceOf(call.call.intent);
  const state = resource?.state;
  const refused = events.filter(
    ({ event, at }) =>
      at === 'during' && !trace.some((seen) => seen.event === 'webhook' && seen.name === event && isTaken(seen)),
  );
  for (const event of [...refused, ...events.filter(({ at }) => at !== 'during')]) {
    await playEvent(stage, call, { ...event, at: undefined });
  }
  // What a call told its caller is judged by what was so then, not by what has become of it since.
  if (resource && state !== undefined) resource.state = state;
}

/** Sends one event, and writes down what the client answered and what its books say then. */
export async function playEvent(
  stage: Stage,
  { call, intent }: PreparedCall,
  event: Omit<ScenarioEvent, 'at'> & { at?: ScenarioEvent['at'] | undefined },
): Promise<void> {
  const { client, provider, simulator, subject, time, recorder, standIn } = stage;
  const { webhooks } = client;
  const resource = simulator.resourceOf(call.intent);
  if (!webhooks || !resource) return;
  const { at, ...sent } = event;
  const caught = event.replayed ? stage.sent.get(event.event) : undefined;
  if (caught) await time.sleep(caughtMs);
  const outgoing = caught ?? eventOf(provider, resource, sent, { now: time.now(), sign: webhooks.sign, standIn });
  if (!outgoing) return;
  stage.sent.set(event.event, outgoing);
  if (event.forged === undefined && event.type === undefined) simulator.moveOn(resource, event.state);
  const books = () => booksOf(stage, resource, intent.marker);
  const before = await books();
  const entry: WebhookEvent = {
    event: 'webhook',
    at: time.now(),
    call: call.id,
    name: event.event,
    type: outgoing.type,
    state: event.state,
    ...(event.forged && { forged: event.forged }),
    ...(event.replayed && { replayed: event.replayed }),
    ...(event.type !== undefined && { unlisted: true }),
    ...(at === 'during' && { early: true }),
    before,
    after: before,
  };
  recorder.trace.push(entry);
  const answered = await Promise.race([
    answerOf(() => time.withCall(call.id, () => webhooks.handle(subject, structuredClone(outgoing.delivery)))),
    time.sleep(patienceMs).then(() => ({ error: new Error(`no answer within ${patienceMs / 1000} s`) })),
  ]);
  if ('error' in answered) entry.thrown = thrownOf(answered.error);
  else Object.assign(entry, judgedAnswer(answered.answer, provider.webhooks?.answer));
  await time.sleep(afterworkMs);
  entry.after = await books();
}

type Answered = { answer: WebhookAnswer } | { error: unknown };

async function answerOf(handle: () => unknown): Promise<Answered> {
  try {
    // What the handler's own types say; `judgedAnswer` looks at what it really is.
    return { answer: (await handle()) as WebhookAnswer };
  } catch (error) {
    return { error };
  }
}

function judgedAnswer(answer: unknown, wanted: Json | undefined): Pick<WebhookEvent, 'status' | 'asked'> {
  const [status, body] = partsOf(answer);
  return { status, ...(wanted !== undefined && { asked: holds(parsed(body), wanted) }) };
}

function partsOf(answer: unknown): [status: number, body: unknown] {
  if (answer === undefined || answer === null) return [200, undefined];
  if (typeof answer === 'number') return [answer, undefined];
  if (typeof answer === 'object' && 'status' in answer && typeof answer.status === 'number')
    return [answer.status, 'body' in answer ? answer.body : undefined];
  throw new SadpathError({
    to: "read the answer of the client's webhooks.handle",
    because: `found ${typeof answer}, expected a status, { status, body } or nothing`,
  });
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Whether a value has at least these fields, with these values. */
function holds(value: unknown, wanted: Json): boolean {
  if (!isJsonObject(wanted)) return Object.is(value, wanted);
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(wanted).every(([key, inner]) => holds(Reflect.get(value, key), inner))
  );
}

async function booksOf({ client, subject }: Stage, { id }: Resource, marker: string): Promise<Books> {
  const { read, applied } = client.webhooks ?? {};
  const count = applied && (await asked('applied', () => applied(subject)));
  const belief = read && (await asked('read', () => read(subject, { id, marker })));
  return {
    ...(count !== undefined && { applied: typeof count === 'number' ? count : count.length }),
    ...(belief && { outcome: belief.outcome }),
  };
}

async function asked<T>(name: string, ask: () => T): Promise<Awaited<T>> {
  try {
    return await ask();
  } catch (error) {
    const { name: kind, message } = thrownOf(error);
    throw new SadpathError({
      to: `ask the client's webhooks.${name}`,
      because: `it threw ${kind}: ${message}`,
      cause: error,
    });
  }
}
