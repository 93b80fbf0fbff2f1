import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider, Row, RuleRow } from '../model/provider.ts';
import type { CatalogueFault, Place } from './catalogue-fault.ts';

/** What the rows of a catalogue say of its operations, its types and of each other and that does not hold. */
export function* rowFaults(provider: Provider): Generator<CatalogueFault> {
  const { statuses, types, results, errors, rules } = provider;
  yield* repeats(
    'statuses',
    'status',
    statuses.map(({ status }) => status),
  );
  yield* repeats(
    'types',
    'type',
    types.map(({ type }) => type),
  );
  yield* repeats(
    'results',
    'type',
    results.map(({ type }) => type),
  );
  yield* repeats(
    'errors',
    'code',
    errors.map(({ code }) => code),
  );
  yield* repeats(
    'rules',
    'name',
    rules.map(({ name }) => name),
  );
  for (const kind of ['statuses', 'types', 'results', 'errors'] as const) {
    for (const [index, row] of provider[kind].entries()) yield* meetingFaults(provider, row, [kind, index]);
  }
  yield* typeFaults(provider);
  yield* sampleFaults(provider);
  for (const [index, rule] of rules.entries()) yield* ruleFaults(provider, rule, ['rules', index]);
}

function* repeats(kind: string, key: string, ids: (string | number)[]): Generator<CatalogueFault> {
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (index >= 0) yield { place: [kind, index, key], found: ids[index], expected: `no second row of one ${key}` };
}

function* meetingFaults(provider: Provider, row: Row, place: Place): Generator<CatalogueFault> {
  if (row.operations !== '*') {
    for (const [index, name] of row.operations.entries())
      yield* knownOperation(provider, name, [...place, 'operations', index]);
  }
  // Only a success has no category.
  if (row.expect.category.length === 0 && row.expect.outcome[0] !== 'succeeded')
    yield { place: [...place, 'expect', 'category'], found: row.expect.category, expected: 'at least one category' };
}

function* knownOperation({ operations }: Provider, name: string, place: Place): Generator<CatalogueFault> {
  if (!Object.hasOwn(operations, name))
    yield {
      place,
      found: name,
      expected: `the name of an operation (${Object.keys(operations).join(', ') || 'there are none'})`,
    };
}

/** Where types or result statuses are documented, a row comes with documented ones; and no name is both. */
function* typeFaults({ types, results, errors }: Provider): Generator<CatalogueFault> {
  const known = [...types, ...results].map(({ type }) => type);
  const both = results.findIndex(({ type }) => types.some((row) => row.type === type));
  if (both >= 0)
    yield { place: ['results', both, 'type'], found: results[both]?.type, expected: 'a name that no type has' };
  for (const [index, row] of errors.entries()) {
    const at = row.types?.findIndex((type) => !known.includes(type)) ?? -1;
    if (known.length > 0 && at >= 0)
      yield {
        place: ['errors', index, 'types', at],
        found: row.types?.[at],
        expected: `one of the types ${known.join(', ')}`,
      };
  }
}

/** A sample that carried a documented code would show that code's row instead. */
function* sampleFaults({ statuses, types, results, errors }: Provider): Generator<CatalogueFault> {
  const codes = errors.map(({ code }) => code);
  for (const [kind, rows] of [
    ['statuses', statuses],
    ['types', types],
    ['results', results],
  ] as const) {
    for (const [index, { sample }] of rows.entries()) {
      if (sample && codes.includes(sample.code))
        yield {
          place: [kind, index, 'sample', 'code'],
          found: sample.code,
          expected: 'a code that has no row of its own',
        };
    }
  }
}

function* ruleFaults(provider: Provider, rule: RuleRow, place: Place): Generator<CatalogueFault> {
  if (rule.judged === 'traffic' && !rule.plays)
    yield { place: [...place, 'plays'], found: undefined, expected: 'tapes that show it, or judged: by-hand' };
  for (const [index, play] of (rule.plays ?? []).entries()) {
    const at = [...place, 'plays', index];
    yield* knownOperation(provider, play.operation, [...at, 'operation']);
    const fault = unreadable(play.tape);
    if (fault !== undefined) yield { place: [...at, 'tape'], found: play.tape, expected: `a tape; ${fault}` };
  }
}

function unreadable(tape: string): string | undefined {
  try {
    parseTape(tape);
    return undefined;
  } catch (error) {
    if (error instanceof SadpathError) return error.message;
    throw error;
  }
}
