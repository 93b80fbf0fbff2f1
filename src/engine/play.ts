import { mostMemoryMb } from '../checks/robust-bounded.ts';
import { patienceMs } from '../checks/robust-settles.ts';
import { bodyFaults } from '../faults/body/table.ts';
import type { Case, Leak } from '../model/case.ts';
import type { ClientDefinition, CreateContext } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import type { Lane, Scenario } from '../model/scenario.ts';
import type { Exchange, Play, Played as PlayedScene } from '../sandbox/play.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { requirementsById } from '../scenarios/wire-facts.ts';
import { createSimulator } from '../simulator/simulator.ts';
import { openStorage } from './client-storage.ts';
import type { Secrets } from './credential-forms.ts';
import { openCredentials } from './credential-store.ts';
import { disposeOf } from './dispose.ts';
import { carriedBy, strangersPage, watchElsewhere } from './elsewhere.ts';
import { watchPeak } from './peak-memory.ts';
import { followUps, type PreparedCall, playCalls, prepareCall, type Stage } from './play-calls.ts';
import { playEvent, playEvents } from './play-events.ts';
import { capturePrinted } from './printed.ts';
import { createRecorder } from './recorder.ts';
import { type ResolvedOperation, resolveOperation } from './resolve-operation.ts';
import type { StandIn } from './stand-in.ts';
import { lookAround } from './surroundings.ts';
import { thrownOf } from './thrown.ts';
import { withLastWord } from './with-last-word.ts';

/** What is played, to whom. */
export interface PlayOptions {
  client: ClientDefinition;
  scenario: Scenario;
  lane: Lane;
  seed: number;
  /** Which reading of the provider's rule for repeats: 0 its `idempotency`, 1 the first of its `otherReadings`. When left out: 0. */
  reading?: number;
  /** How the control came out; absent when this is the control. */
  control?: Case['control'];
  /** When left out, the simulator speaks for itself. */
  standIn?: StandIn;
}

/** A played scenario. */
export interface Played {
  case: Case;
  /** The doors that requests came by. */
  doors: Set<Exchange['door']>;
  /** Timers that had to be cleared after the scenario: the process may not be as clean as before. */
  leftover: number;
  /** Whether the provider's rule for repeats can have made a difference. */
  repeated: boolean;
  /** Every secret that it was given. */
  secrets: Secrets;
}

/** What a client still does in the virtual hour after its calls have settled is seen, answered and judged. */
const afterlifeMs = 3_600_000;

/** No client may need more: a hot loop ends here, and so does a wait. */
const limits = { requests: 10_000, virtualMs: 30 * 24 * 3_600_000 };

/** A thousand requests within this time are a loop that nobody means, however it goes on. In virtual milliseconds. */
const hotMs = 150_000;

/**
 * Plays one scenario to one client and returns everything that a check may look at.
 *
 * @throws {SadpathError} when the scenario cannot be played at all: `create` threw, or the tape cannot be read.
 */
export async function playScenario(sandbox: Sandbox, options: PlayOptions): Promise<Played> {
  const { client, scenario, lane, seed, standIn } = options;
  // Two surfaces of one reply are compared: chance is not what they differ in.
  const chance = `${seed} ${scenarioId({ ...scenario, variant: 'full' })}`;
  const main = mainOperation(client, scenario);
  const provider = readAs(main.provider, options.reading ?? 0);
  const calls = scenario.calls.map((call) => prepareCall(client, call, chance));
  let now = (): number => 0;
  const credentials = openCredentials(provider, (event) => recorder.refreshed(event));
  const simulator = createSimulator({
    provider,
    issued: credentials.issued,
    tape: parseTape(scenario.tape),
    main: main.facts.main,
    surface: scenario.variant ?? 'full',
    ...(scenario.journey ? { journey: scenario.journey } : {}),
    intents: [...new Map(calls.map(({ intent }) => [intent.id, intent])).values()],
    now: () => now(),
  });
  const storage = openStorage();
  const recorder = createRecorder(simulator, () => now(), scenario.latencyMs);
  const elsewhere = watchElsewhere(client.origin ?? client.provider.origin);
  const leaks: Leak[] = [];
  const surroundings = await lookAround(sandbox, lane);
  const printed = capturePrinted();
  let disposal: Case['disposal'];
  const play: Play<void> = {
    lane,
    chance,
    limits: { ...limits, hopeless: (at) => isHopeless(at, main, scenario) },
    ignore: client.ignore ?? [],
    respond(request, exchange) {
      const own = recorder.respond(request, exchange);
      const reply = withLastWord(client, standIn?.answer(request, own) ?? own, request);
      elsewhere.sent(reply, request, exchange);
      return reply;
    },
    elsewhere(request, sender) {
      const where = elsewhere.visit(request, sender);
      if (!where) return undefined;
      const call = recorder.visited(where, request, sender) ?? calls[0]?.call.id ?? '';
      leaks.push(...carriedBy(credentials.secrets(), request).map((carried) => ({ ...carried, where, call })));
      return strangersPage;
    },
    delivered: recorder.delivered,
    aborted: recorder.aborted,
    escaped: recorder.escaped,
    ended: recorder.close,
    body: async (time) => {
      now = time.now;
      const made = (): Promise<never> =>
        time.withLife(() => create(client, { credentials: credentials.handOut(time), storage: storage.handOut() }));
      const stage: Stage = {
        client,
        provider,
        subject: await made(),
        create: made,
        storage,
        ...(calls.some(({ restarts }) => restarts) && { killed: Promise.withResolvers<void>() }),
        simulator,
        recorder,
        time,
        leaks,
        printed,
        credentials,
        sent: new Map(),
        cleanse: surroundings.cleanse,
        ...(standIn && { standIn }),
      };
      const early = earlyEvents(stage, calls, scenario);
      await playCalls(stage, calls);
      await early();
      if (calls[0]) await playEvents(stage, calls[0], scenario.events ?? []);
      const again = followUps(calls, simulator);
      calls.push(...again);
      for (const call of again) await playCalls(stage, [call]);
      disposal = await disposeOf(client, stage.subject, time);
      await time.sleep(afterlifeMs);
    },
  };
  const peak = isHeavy(scenario.tape) ? watchPeak() : undefined;
  const { played, changed } = await perform(sandbox, play, () => {
    printed.end();
    return surroundings.changes();
  });
  recorder.happened(simulator.commitLate());

  const rows = requirementsById(main.provider);
  const kept = storage.kept(
    calls.map(({ intent }) => intent),
    recorder.keysSent,
  );
  const requirement = rows[scenario.requirement];
  return {
    doors: recorder.doors,
    leftover: played.leftover,
    repeated: simulator.repeated(),
    secrets: credentials.secrets(),
    case: {
      scenario,
      ...(requirement ? { requirement } : {}),
      operation: main.facts,
      ...(main.promise === undefined ? {} : { promise: main.promise }),
      tells: client.tells ?? ['outcome', 'category', 'code'],
      calls: calls.map(({ call }) => call),
      trace: recorder.trace,
      ledger: simulator.ledger(),
      ending: played.ending,
      leftover: played.leftover,
      left: played.left,
      ...(disposal ? { disposal } : {}),
      changed,
      ...(played.broken === undefined ? {} : { broken: played.broken }),
      ...memoryOf(peak?.()),
      ...(kept && { kept }),
      leaks,
      ...(options.control ? { control: options.control } : {}),
      siblings: [],
      rows,
    },
  };
}

/** What a client takes is measured where a reply is far too large. */
function isHeavy(tape: string): boolean {
  return parseTape(tape).some(({ steps }) => steps.some(({ as }) => as && bodyFaults[as.fault]?.heavy));
}

function memoryOf(peakMb: number | undefined): Pick<Case, 'memory'> {
  return peakMb === undefined ? {} : { memory: peakMb > mostMemoryMb ? 'unbounded' : 'bounded' };
}

/** How a scene came out; `broken` where the client had broken what it was played with. */
type Performed = Pick<PlayedScene<void>, 'ending' | 'leftover' | 'left'> & { broken?: string };

/**
 * Plays a scene, and looks around afterwards. Where the engine itself failed, and the client has changed what everybody uses, the client is
 * taken to have broken it.
 */
async function perform(
  sandbox: Sandbox,
  play: Play<void>,
  after: () => string[],
): Promise<{ played: Performed; changed: string[] }> {
  let played: PlayedScene<void>;
  try {
    played = await sandbox.play(play);
  } catch (error) {
    const changed = after();
    if (changed.length === 0) throw error;
    const { name, message } = thrownOf(error);
    return { played: { ending: 'hung', leftover: 0, left: [], broken: `${name}: ${message}` }, changed };
  }
  const unheard = played.unheard.map((event) => `process.on('${event}')`);
  return { played, changed: [...new Set([...unheard, ...after()])].sort() };
}

/** The reply leaves when a handler has had its time with an event that comes before it. In virtual milliseconds. */
const holdMs = 1_000;

/** Events that come while the request is open that makes their resource: before its reply leaves the provider. */
function earlyEvents(stage: Stage, [first]: PreparedCall[], { events = [] }: Scenario): () => Promise<unknown> {
  const early = events.filter(({ at }) => at === 'during');
  const running: Promise<void>[] = [];
  if (first && early.length > 0) {
    stage.recorder.onEffect(() => {
      if (early.length === 0) return undefined;
      running.push(...early.splice(0).map((event) => playEvent(stage, first, event)));
      return holdMs;
    });
  }
  return () => Promise.all(running);
}

/**
 * Whether a client that has sent a thousand requests is certain to be found at fault: it loops, or is twice as late as it may be. Each
 * request costs real time. What a provider asks a client to wait is none of its lateness.
 */
function isHopeless(at: number, { promise }: ResolvedOperation, { tape }: Scenario): boolean {
  if (at < hotMs) return true;
  const deadlineMs = (promise ? promise.deadlineMs : undefined) ?? patienceMs;
  return at > 2 * deadlineMs && !tape.includes('ra=');
}

const readings = new WeakMap<Provider, Provider[]>();

/** The provider as a document can be read that leaves open what becomes of a repeat. Made once: what is kept of a provider is kept by object. */
function readAs(provider: Provider, reading: number): Provider {
  const known =
    readings.get(provider) ?? (provider.otherReadings ?? []).map((other) => ({ ...provider, idempotency: other }));
  readings.set(provider, known);
  return known[reading - 1] ?? provider;
}

function mainOperation(client: ClientDefinition, { calls }: Scenario): ResolvedOperation {
  const first = calls[0];
  if (first) return resolveOperation(client, first.operation);
  throw new SadpathError({ to: 'play a scenario', because: 'it has no calls', next: 'Give it one.' });
}

async function create(client: ClientDefinition, given: Omit<CreateContext, 'baseUrl'>): Promise<never> {
  try {
    // Whatever it makes is only ever handed to the client's own functions.
    return (await client.create({
      baseUrl: client.origin ?? client.provider.origin,
      ...given,
    })) as never;
  } catch (error) {
    const { name, message } = thrownOf(error);
    throw new SadpathError({
      to: `create the client ${client.name}`,
      because: `create threw ${name}: ${message}`,
      cause: error,
    });
  }
}
