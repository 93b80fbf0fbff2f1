import { judge } from '../checks/judge.ts';
import type { Case } from '../model/case.ts';
import type { ScenarioJudged } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import type { Idempotency } from '../model/provider.ts';
import { notApplicable, type Verdict } from '../model/verdict.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { evidenceOf } from './evidence.ts';
import { observe } from './observe.ts';
import { overReadings } from './over-readings.ts';
import { type Played, type PlayOptions, playScenario } from './play.ts';
import { redactor } from './redact.ts';

/** A judged scenario before it has a place in a run. */
export type Judged = Omit<ScenarioJudged, 'type' | 'client' | 'index'>;

export interface JudgeOptions extends PlayOptions {
  /** Keep the evidence although nothing failed, for `play` and `replay`. */
  keepEvidence?: boolean;
}

/** Plays one scenario and judges it by every check; `clean` is false when the process should not play another. */
export async function judgeScenario(
  sandbox: Sandbox,
  options: JudgeOptions,
): Promise<{ judged: Judged; clean: boolean }> {
  const { scenario } = options;
  const { readings, played, verdicts } = await playAndJudge(sandbox, options);
  const failed = Object.values(verdicts).some(({ verdict }) => verdict === 'fail');
  const judged: Judged = {
    id: scenarioId(scenario),
    scenario,
    operation: played.case.operation.name,
    verdicts,
    ...beliefOf(played.case),
    ...effectsOf(played.case),
    ...observedIn(readings),
    ...(failed || options.keepEvidence ? { evidence: evidenceOf(played.case) } : {}),
  };
  const clean = readings.every(isClean) && process.memoryUsage.rss() < mostKeptMb * 2 ** 20;
  return { judged: redactor(played.secrets)(judged), clean };
}

/** What came out of a scenario, whole. */
export interface PlayedAndJudged {
  /** Under each reading of what the provider does with a repeat. */
  readings: Played[];
  /** The reading that is shown. */
  played: Played;
  verdicts: Record<string, Verdict>;
}

/** Plays one scenario, in every reading and with its siblings, and asks every check that is not switched off. */
export async function playAndJudge(sandbox: Sandbox, options: PlayOptions): Promise<PlayedAndJudged> {
  const readings = await playReadings(sandbox, options);
  const off = Object.keys(options.client.rules ?? {});
  const each = readings.map((reading) => switchOff(judge(reading.case), off));
  return { readings, played: worstOf(readings, each), verdicts: overReadings(each) };
}

/** Plays the scenario under each reading of what the provider does with a repeat. Where nothing was repeated, all of them are the first. */
async function playReadings(sandbox: Sandbox, options: PlayOptions): Promise<Played[]> {
  const { idempotency, otherReadings = [] } = options.client.provider;
  const first = await playWithSiblings(sandbox, { ...options, reading: 0 });
  const readings = [first];
  for (const [index, other] of otherReadings.entries()) {
    const same = !first.repeated && keyHeader(other) === keyHeader(idempotency);
    readings.push(same ? first : await playWithSiblings(sandbox, { ...options, reading: index + 1 }));
  }
  return readings;
}

function keyHeader(idempotency: Idempotency | undefined): string | undefined {
  return idempotency && 'header' in idempotency ? idempotency.header : undefined;
}

/**
 * A process that holds so much has not given back what a huge reply took, or what thousands of scenarios left behind on a mocked network; the
 * next one starts with less. Half of what a child may hold: what is put down to a client must be its own.
 */
const mostKeptMb = 512;

/** The reading that is shown: the first in which something failed, else the first. */
function worstOf(readings: Played[], verdicts: Record<string, Verdict>[]): Played {
  const failing = verdicts.findIndex((each) => Object.values(each).some(({ verdict }) => verdict === 'fail'));
  const worst = readings[Math.max(failing, 0)];
  if (worst) return worst;
  throw new SadpathError({ to: 'judge a scenario', because: 'it was played in no reading' });
}

/** The bare surface of a reply is compared with the full one: that is played beside it, so that a finding can be replayed alone. */
async function playWithSiblings(sandbox: Sandbox, options: PlayOptions): Promise<Played> {
  const played = await playWhereSeen(sandbox, options);
  if (options.scenario.variant !== 'bare') return played;
  const { variant: _, ...scenario } = options.scenario;
  const sibling = await playWhereSeen(sandbox, { ...options, scenario: { ...scenario, variant: 'full' } });
  return {
    ...played,
    leftover: played.leftover + sibling.leftover,
    repeated: played.repeated || sibling.repeated,
    case: { ...played.case, siblings: [sibling.case] },
  };
}

/** A client that fetches on its happy path may turn to sockets on a sad one: it is played again where those are answered. */
async function playWhereSeen(sandbox: Sandbox, options: PlayOptions): Promise<Played> {
  const played = await playScenario(sandbox, options);
  const blind =
    options.lane === 'fetch' &&
    played.case.trace.some((event) => event.event === 'escaped' && event.kind === 'connection');
  return blind ? playScenario(sandbox, { ...options, lane: 'msw' }) : played;
}

/** Whether nothing of the scenario can still be alive in this process. */
function isClean({ leftover, case: { ending, changed, left, disposal, siblings } }: Played): boolean {
  const isDisposed = disposal === undefined || disposal.to !== undefined;
  const isOver = ending !== 'requests' && ending !== 'time' && isDisposed;
  // The sibling's timers are counted with its own.
  const sound = [{ changed, left }, ...siblings].every((each) => each.changed.length + each.left.length === 0);
  return leftover === 0 && isOver && sound;
}

function beliefOf({ calls }: Case): Pick<Judged, 'belief'> {
  const belief = calls[0]?.belief;
  return belief ? { belief } : {};
}

/** Of the first reading: what is shown of a scenario may be another one, and a policy must not hang on that. */
function observedIn([first]: Played[]): Pick<Judged, 'observed'> {
  const observed = first && observe(first.case);
  return observed ? { observed } : {};
}

function effectsOf({ operation, calls, ledger, scenario }: Case): Pick<Judged, 'effects'> {
  // Of what the caller itself has asked for twice a number tells nothing.
  const asked = scenario.calls.filter(({ intent }) => intent === calls[0]?.intent).length;
  if (operation.effect === undefined || asked > 1) return {};
  const stands = ledger.filter(({ intent, state }) => intent === calls[0]?.intent && state !== 'nothing');
  return { effects: stands.length };
}

function switchOff(verdicts: Record<string, Verdict>, off: string[]): Record<string, Verdict> {
  const silenced = off.filter((check) => check in verdicts);
  return {
    ...verdicts,
    ...Object.fromEntries(silenced.map((check) => [check, notApplicable('switched off by `rules`')])),
  };
}
