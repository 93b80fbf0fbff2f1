import { meets } from '../catalogue/meets.ts';
import type { OperationFacts } from '../model/case.ts';
import type { Journey } from '../model/journey.ts';
import { pollOf } from '../model/poll-of.ts';
import { printTape } from '../model/print-tape.ts';
import type { ErrorRow, Provider } from '../model/provider.ts';
import type { Answer } from '../model/tape.ts';
import { pathsOf, shortestPath } from './paths.ts';
import type { Play, WireFact } from './wire-fact.ts';

/** What a polling operation meets on the way: written with the states of one journey. */
interface Way {
  provider: Provider;
  journey: Journey;
  /** The operation of the provider that it polls. */
  poll: string;
  /** States that are not final, from the initial one on, as the shortest way to `happened` has them. */
  open: string;
  opens: string[];
  happened: string;
  /** Absent where nothing can come to nothing. */
  failed?: string;
}

/** Real systems do this on the way to a final state, documented or not. Each tape ends for ever in its last state. */
export const journeyFacts: readonly WireFact[] = [
  fact('journey-path', 'The resource takes each way through its states, one state a reading.', ({ journey }) =>
    pathsOf(journey).map(states),
  ),
  fact('journey-slow', 'The resource stays in a state for a long time before it is final.', ({ open, happened }) => [
    `state:${open} ×3, ${states([happened])}`,
    `state:${open} ×50, ${states([happened])}`,
  ]),
  fact('journey-timed', 'The resource becomes final by itself, a minute or three days after it was made.', (way) =>
    [60_000, 259_200_000].flatMap((afterMs) =>
      [way.happened, way.failed].flatMap((end) => (end ? [{ tape: '', journey: [`${end}@${afterMs}`] }] : [])),
    ),
  ),
  fact('journey-jump', 'The resource jumps over states: a reading shows the final one at once.', (way) =>
    ends(way).map((end) => states([end])),
  ),
  fact('journey-back', 'The resource steps back into an earlier state on the way.', ({ open, opens, happened }) =>
    opens.flatMap((later) => (later === open ? [] : [states([later, open, later, happened])])),
  ),
  fact('journey-unknown-state', 'A reading shows a state that no catalogue knows.', ({ happened }) => [
    states(['some_future_state', happened]),
    states(['some_future_state']),
  ]),
  fact('journey-final-changes', 'A final state changes again.', ({ open, happened, failed }) => [
    states([happened, open]),
    ...(failed ? [states([happened, failed]), states([failed, happened])] : []),
  ]),
  fact('journey-never-final', 'No final state ever comes.', ({ opens }) => opens.map((open) => states([open]))),
  fact('poll-fails', 'One reading fails in a way that is over by itself.', ({ open, happened }) => [
    ...passing.map((fault) => `state:${open}, ${fault}, ${states([happened])}`),
    `html 503, ${states([happened])}`,
    `state:${open}, html 503 ×∞`,
  ]),
  fact('poll-spoilt', 'One reading has a body that not everybody can read.', ({ open, happened }) =>
    spoilt.map((fault) => `state:${open}, state:${open} as=${fault}, ${states([happened])}`),
  ),
  fact('poll-refused', 'One reading is answered by each documented error.', ({ provider, poll, open, happened }) =>
    errorsOf(provider, poll).map((error) => `state:${open}, ${error}, ${states([happened])}`),
  ),
  fact('poll-lag', 'What was made is not there yet for the first readings.', (way) => {
    const missing = missingOf(way);
    return missing === undefined ? [] : [`${missing} ×2, ${states([way.happened])}`];
  }),
  fact('poll-retry-after', 'A reading asks to be repeated later.', ({ open, happened }) => [
    `state:${open}, html 503 ra=30, ${states([happened])}`,
    `html 503 ra=20, ${states([happened])}`,
  ]),
  {
    name: 'create-lost',
    summary: 'Every attempt to create it seems to fail, and a reading shows that it exists.',
    unmet: 'the client has no operation that creates and polls',
    tapes: whenCreating((way, { main }) =>
      ['reset after-commit ×∞', 'html 502 after-commit ×∞', 'stall after-commit ×∞'].flatMap((lost) =>
        [[way.open, way.happened], [way.happened]].map((shown) => `${main}: ${lost} | ${way.poll}: ${states(shown)}`),
      ),
    ),
  },
  {
    name: 'create-in-progress',
    summary: 'A creation whose reply was lost is repeated, and is told that it is still in progress.',
    unmet:
      'no documented reply says that a request is in progress, or the client has no operation that creates and polls',
    tapes: whenCreating((way, { main }) =>
      pendingOf(way.provider, main).map(
        (error) => `${main}: reset after-commit, ${error} ×∞ | ${way.poll}: ${states([way.open, way.happened])}`,
      ),
    ),
  },
  {
    name: 'create-accepted',
    summary: 'A creation is accepted, a reading does not know the result, and a later one does.',
    unmet: 'no documented result is merely accepted, or the client has no operation that creates and polls',
    tapes: whenCreating((way, { main }) =>
      resultsOf(way.provider).map(
        ({ accepted, unknown }) =>
          `${main}: ${accepted} after-commit | ${way.poll}: ${unknown}, ${states([way.happened])}`,
      ),
    ),
  },
];

/** What a reading may meet and the next one need not. */
const passing = ['reset', 'refused', 'stall', 'html 502', 'empty 503', 'html 504', 'json 200 "null"', '500', '429'];

/** What is odd about a reading that some clients can read and some cannot. Before a final state it makes no difference to where the wait ends. */
const spoilt = ['bom', 'utf-16', 'gzip', 'gzip-lying', 'no-type', 'wrong-type', 'duplicate-keys', 'deep'];

function fact(name: string, summary: string, write: (way: Way) => (string | Play)[]): WireFact {
  return {
    name,
    summary,
    unmet: 'the client has no operation that waits for a final state, or there is no such way to it',
    tapes: (provider, operation) => {
      const way = wayOf(provider, operation);
      return way ? write(way).map((play) => onPoll(play, way, operation)) : [];
    },
  };
}

/** The tape of a reading, under its name where it is not the main operation. */
function onPoll(play: string | Play, { poll }: Way, { main }: OperationFacts): Play {
  const { tape, ...rest } = typeof play === 'string' ? { tape: play } : play;
  return { tape: tape === '' || poll === main ? tape : `${poll}: ${tape}`, ...rest };
}

function whenCreating(write: (way: Way, operation: OperationFacts) => string[]) {
  return (provider: Provider, operation: OperationFacts): string[] => {
    const way = operation.effect === undefined ? undefined : wayOf(provider, operation);
    return way ? write(way, operation) : [];
  };
}

function wayOf(provider: Provider, operation: OperationFacts): Way | undefined {
  const poll = pollOf(operation);
  const name = poll === undefined ? undefined : provider.operations[poll]?.journey;
  const journey = name === undefined ? undefined : provider.journeys[name];
  const path = journey && shortestPath(journey, 'happened');
  const happened = path?.at(-1);
  if (poll === undefined || !journey || !path || happened === undefined) return undefined;
  const failed = shortestPath(journey, 'failed')?.at(-1);
  const opens = [journey.initial, ...path.slice(0, -1)];
  return { provider, journey, poll, open: journey.initial, opens, happened, ...(failed && { failed }) };
}

function ends({ happened, failed }: Way): string[] {
  return failed === undefined ? [happened] : [happened, failed];
}

/** Some states, one a reading, the last one for ever. */
function states(shown: string[]): string {
  const last = shown.at(-1);
  return [...shown.slice(0, -1).map((state) => `state:${state}`), `state:${last} ×∞`].join(', ');
}

function text(answer: Answer): string {
  return printTape([{ steps: [{ answer }] }]);
}

function errorText({ status, code }: ErrorRow): string {
  return text({ kind: 'error', status: status[0] ?? 400, codes: [code] });
}

function errorsOf({ errors }: Provider, operation: string): string[] {
  return errors.filter((row) => meets(row, operation)).map(errorText);
}

/** What a reading is told of something that is not there. */
function missingOf({ provider, poll }: Way): string | undefined {
  const { missing } = provider.operations[poll] ?? {};
  const row = provider.errors.find((error) =>
    missing === undefined ? error.status[0] === 404 && meets(error, poll) : error.code === missing,
  );
  if (row) return errorText(row);
  return provider.statuses.some(({ status }) => status === 404)
    ? text({ kind: 'error', status: 404, codes: [] })
    : undefined;
}

function pendingOf({ errors }: Provider, operation: string): string[] {
  return errors.filter((row) => meets(row, operation) && row.expect.outcome[0] === 'pending').map(errorText);
}

function resultsOf({ results }: Provider): { accepted: string; unknown: string }[] {
  const shown = (outcome: string) => {
    const row = results.find(({ expect }) => expect.outcome[0] === outcome);
    return row && text({ kind: 'error', status: row.status[0] ?? 200, codes: [], type: row.type });
  };
  const accepted = shown('pending');
  const unknown = shown('unknown');
  return accepted !== undefined && unknown !== undefined ? [{ accepted, unknown }] : [];
}
