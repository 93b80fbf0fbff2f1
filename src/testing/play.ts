import { attemptsOf } from '../checks/attempts.ts';
import { checkClient } from '../config/define-client.ts';
import { chooseLane } from '../engine/choose-lane.ts';
import { playAndJudge } from '../engine/judge-scenario.ts';
import type { ControlResult } from '../engine/messages.ts';
import { redactor } from '../engine/redact.ts';
import type { Belief } from '../model/belief.ts';
import type { Case, Effect } from '../model/case.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { LaneChoice, Scenario } from '../model/scenario.ts';
import type { Thrown } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import { printTimeline } from '../report/print-timeline.ts';
import { timelineRows } from '../report/timeline.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { byHand } from '../scenarios/by-hand.ts';
import { inProcess } from './in-process.ts';

/** How one tape is played. */
export interface PlayOptions {
  /** When left out: 1. */
  seed?: number;
  /** When left out: `auto`. */
  lane?: LaneChoice;
  /** Which optional fields error replies carry: all of them, or none. When left out: `full`. */
  variant?: 'full' | 'bare';
}

/** One played tape: what the client did, and what it told. Data, but for `timeline`. */
export interface PlayedTape {
  client: string;
  operation: string;
  tape: string;
  /** What the client told its caller; absent where `interpret` recognised nothing, or the call never settled. */
  belief?: Belief;
  /** What it threw, as data. */
  thrown?: Thrown;
  /** Virtual milliseconds until it settled; absent where it never did. */
  settledAt?: number;
  /** Attempts in all of the operation itself. */
  attempts: number;
  /** Virtual milliseconds between the attempts. */
  gapsMs: number[];
  /** What happened at the provider. */
  effects: Effect[];
  /** What each check says of it, by the check's id. */
  verdicts: Record<string, Verdict>;
  /** What happened, line by line, for a person. */
  timeline: string;
}

const controls = new WeakMap<ClientDefinition, Map<string, Promise<ControlResult>>>();

/**
 * Plays one tape to one operation of a client, in this process and in virtual time: the short way to write a regression by hand. A whole
 * scenario is played as it stands; `sadpath replay ID --as test` writes one.
 *
 * @example
 * const played = await play(client, 'createPayment', '500 after-commit, ok');
 * expect(played.attempts).to.equal(2);
 * expect(played.effects).to.have.lengthOf(1);
 * @throws {SadpathError} when the tape cannot be read, the client has no such operation, or its happy path fails.
 */
export function play(
  client: ClientDefinition,
  scenario: Scenario,
  options?: Omit<PlayOptions, 'variant'>,
): Promise<PlayedTape>;
export function play(
  client: ClientDefinition,
  operation: string,
  tape: string,
  options?: PlayOptions,
): Promise<PlayedTape>;
export async function play(
  client: ClientDefinition,
  what: Scenario | string,
  tape?: string | PlayOptions,
  options?: PlayOptions,
): Promise<PlayedTape> {
  checkClient(client);
  if (typeof what !== 'string') return playWhole(client, what, typeof tape === 'string' ? options : tape);
  // Where the types are not checked it may be missing: what is no tape is refused as such.
  const parsed = parseTape(String(tape));
  return playWhole(client, byHand(client.provider.id, what, parsed, options?.variant ?? 'full'), options);
}

async function playWhole(
  client: ClientDefinition,
  scenario: Scenario,
  { seed = 1, lane = 'auto' }: PlayOptions = {},
): Promise<PlayedTape> {
  const operation = scenario.calls[0]?.operation ?? '';
  const sandbox = openSandbox();
  const { passed, reason, fetchOnly } = await controlOf(client, operation, seed);
  if (!passed) {
    throw new SadpathError({
      to: `play "${scenario.tape}" to ${operation} of ${client.name}`,
      because: `its happy path failed: ${reason ?? 'no reason was given'}`,
      next: 'Mend the adapter first; `sadpath/register` has to be loaded before the client.',
    });
  }
  const chosen = chooseLane(scenario, fetchOnly, lane);
  const options = { client, scenario, lane: chosen, seed, control: { passed } };
  const { played, verdicts } = await playAndJudge(sandbox, options);
  return redactor(played.secrets)(told(client.name, played.case, verdicts));
}

function controlOf(client: ClientDefinition, operation: string, seed: number): Promise<ControlResult> {
  const known = controls.get(client) ?? new Map<string, Promise<ControlResult>>();
  controls.set(client, known);
  const control = known.get(operation) ?? inProcess(client, seed).control(operation);
  known.set(operation, control);
  return control;
}

function told(client: string, played: Case, verdicts: PlayedTape['verdicts']): PlayedTape {
  const [call] = played.calls;
  if (!call) throw new SadpathError({ to: 'play a tape', because: 'there was no call' });
  const times = attemptsOf(played, call).map(({ request }) => request.at);
  return {
    client,
    operation: call.operation,
    tape: played.scenario.tape,
    ...(call.belief ? { belief: call.belief } : {}),
    ...(call.thrown ? { thrown: call.thrown } : {}),
    ...(call.settledAt === undefined ? {} : { settledAt: call.settledAt }),
    attempts: times.length,
    gapsMs: times.slice(1).map((at, index) => at - (times[index] ?? 0)),
    effects: played.ledger,
    verdicts,
    timeline: printTimeline(timelineRows(played.trace)).join('\n'),
  };
}
