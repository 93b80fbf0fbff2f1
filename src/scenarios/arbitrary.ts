import fc from 'fast-check';
import { bodyFaults } from '../faults/body/table.ts';
import { sampleReply } from '../faults/sample-reply.ts';
import type { ClientFacts } from '../model/client-facts.ts';
import type { RetryRule } from '../model/outcome.ts';
import { performersOf } from '../model/performers.ts';
import { printStep, printTape } from '../model/print-tape.ts';
import type { Provider, Row } from '../model/provider.ts';
import { type Lane, lanes, type Scenario } from '../model/scenario.ts';
import type { Answer, Step, Track } from '../model/tape.ts';
import { type Frame, type Parts, partsOf } from './parts.ts';
import { sequences } from './sequences.ts';

/** Calls at once beyond which a scenario shows nothing that fewer do not. */
const mostCalls = 6;

/**
 * Scenarios that no matrix has: sequences of what the provider documents and of what goes wrong on the way, made of the parts of the
 * client's matrix. What leaves a client in doubt, and what lets it recover, comes more often than the rest. A scenario shrinks to fewer
 * and simpler steps, to one call, and to no journey.
 *
 * @throws {SadpathError} for a client without anything that can be played.
 */
export function scenarios(facts: ClientFacts): fc.Arbitrary<Scenario> {
  const each = partsOf(facts).map((parts) => ({
    arbitrary: ofOperation(facts.provider, parts),
    weight: hasEffect(facts, parts) ? 4 : 1,
  }));
  return fc.oneof(...each);
}

function hasEffect({ operations }: ClientFacts, { operation }: Parts): boolean {
  return operations.some(({ name, effect }) => name === operation && effect !== undefined);
}

function ofOperation(provider: Provider, { operation, answers, frames }: Parts): fc.Arbitrary<Scenario> {
  const tracks = Object.entries(answers).map(([name, steps]) =>
    fc
      .tuple(fc.array(stepOf(provider, steps), { minLength: name === '' ? 1 : 0, maxLength: 5 }), fc.boolean())
      .map(([drawn, lasts]): Track => {
        const possible = withoutEchoes(provider, drawn);
        return { ...(name !== '' && { operation: name }), steps: lasts ? lasting(possible) : withoutRest(possible) };
      }),
  );
  return fc
    .record({
      tracks: fc.tuple(...tracks),
      frame: frameOf(frames),
      variant: fc.constantFrom('full' as const, 'bare' as const),
    })
    .map(({ tracks, frame, variant }) => {
      const played = performable(tracks).filter(({ steps }) => steps.length > 0);
      const tape = printTape(played);
      return {
        format: 1,
        provider: provider.id,
        requirement: sequences.id,
        group: `${sequences.id} ${operation} ${tape}`,
        ...frame,
        tape,
        // What is spoilt at one place of a body is another thing in a body of other fields.
        variant: played.some(({ steps }) => steps.some(({ as }) => as)) ? 'full' : variant,
        lane: 'auto',
      };
    });
}

/** A class of answers, and how often it comes. */
interface AnswerClass {
  weight: number;
  has(step: Step, provider: Provider): boolean;
}

/** An answer is of the first class that has it. */
const classes: readonly AnswerClass[] = [
  // What is odd about a body the matrix has shown.
  { weight: 1, has: ({ as, answer }) => as !== undefined || (answer.kind === 'fault' && answer.text !== undefined) },
  // Something may have come about.
  { weight: 6, has: ({ commit }) => commit === 'after' || commit === 'late' },
  // A client recovers.
  { weight: 6, has: ({ answer }) => answer.kind === 'ok' || answer.kind === 'state' },
  // It may send again, at once, later, with fresh credentials or under another key.
  {
    weight: 6,
    has: ({ answer }, provider) => rowsOf(provider, answer).some(({ expect }) => !expect.retry.every(isNever)),
  },
  { weight: 4, has: ({ answer }) => answer.kind === 'fault' || (answer.kind === 'error' && isPassing(answer.status)) },
  { weight: 2, has: () => true },
];

/** In which order a step of one class shrinks to one of another: what recovers, what a document lists, what goes wrong, what is odd. */
const simplest = [2, 5, 3, 4, 1, 0];

/** A step shrinks to any that stands before it: by its place, for a constant would shrink to the first alone. */
function stepOf(provider: Provider, steps: Step[]): fc.Arbitrary<Step> {
  const light = steps.filter(({ as }) => !(as && bodyFaults[as.fault]?.heavy));
  const byClass = Map.groupBy(light, (step) => classes.findIndex(({ has }) => has(step, provider)));
  const most = Math.max(...[...byClass.values()].map(({ length }) => length));
  const drawn = simplest.flatMap((index) => {
    const own = byClass.get(index) ?? [];
    const each = Math.ceil(((classes[index]?.weight ?? 1) * most) / own.length);
    return own.flatMap((step) => Array.from({ length: each }, () => step));
  });
  const answer = fc
    .noBias(fc.nat(drawn.length - 1))
    .map((place) => drawn[place] ?? { answer: { kind: 'ok' as const } });
  const times = fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) },
  );
  return fc.tuple(answer, times).map(([step, count]) => (count === 1 ? step : { ...step, times: count }));
}

function isNever(rule: RetryRule): boolean {
  return rule === 'never' || rule === 'poll';
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function frameOf(frames: Frame[]): fc.Arbitrary<Frame> {
  const few = frames.filter(({ calls }) => calls.length <= mostCalls);
  const [plain, ...others] = few;
  if (plain === undefined) return fc.constantFrom(...frames);
  if (others.length === 0) return fc.constant(plain);
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: fc.constant(plain) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

function lasting(steps: Step[]): Step[] {
  const last = steps.at(-1);
  return last ? [...steps.slice(0, -1), { ...last, times: 'forever' }] : [];
}

/** After the last step the provider answers by itself: success at the end says no more. */
function withoutRest(steps: Step[]): Step[] {
  const last = steps.findLastIndex((step) => printStep(step) !== 'ok');
  return steps.slice(0, last + 1);
}

/** That something is there already nobody says who has made nothing: it comes only after what may have brought it about. */
function withoutEchoes(provider: Provider, steps: Step[]): Step[] {
  let made = false;
  return steps.filter((step) => {
    if (!made && isEcho(provider, step)) return false;
    made ||= step.commit === 'after';
    return true;
  });
}

function isEcho(provider: Provider, { answer }: Step): boolean {
  return rowsOf(provider, answer).some(({ echo }) => echo === true);
}

/** The rows of the catalogue that an error shows. */
function rowsOf({ statuses, errors, results, types }: Provider, answer: Answer): (Row & { echo?: true })[] {
  if (answer.kind !== 'error') return [];
  const { codes, status, type } = answer;
  if (codes.length > 0) return errors.filter(({ code }) => codes.includes(code));
  return [
    ...statuses.filter((row) => row.status === status),
    ...[...results, ...types].filter((row) => row.type === type),
  ];
}

/** Of answers that no one lane can perform all of, the first ones stay. */
function performable(tracks: Track[]): Track[] {
  let able: readonly Lane[] = lanes;
  return tracks.map((track) => ({
    ...track,
    steps: track.steps.filter((step) => {
      const both = performersOf(sampleReply(step)).filter((lane) => able.includes(lane));
      if (both.length > 0) able = both;
      return both.length > 0;
    }),
  }));
}
