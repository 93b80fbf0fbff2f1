import { expect } from 'chai';
import fc from 'fast-check';
import { readProvider } from '../catalogue/define-provider.ts';
import { extend, type ProviderChanges } from '../catalogue/extend.ts';
import { checkClient } from '../config/define-client.ts';
import { type Config, defineConfig } from '../config/define-config.ts';
import { parseEventLog } from '../history/read-event-log.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import { banked } from '../providers/banked.ts';
import type { Command } from './command.ts';
import { laneFlag, listFlag, numberFlag, textFlag } from './flags.ts';
import { parseLine } from './parse-line.ts';

/** A value, or a SadpathError of one line: anything else is a mistake of ours. */
function valueOrLine(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SadpathError)) throw error;
    expect(error.message).to.match(/^Failed to .+$/);
    // Nothing that a terminal obeys.
    expect(error.message).to.not.match(/\p{Cc}/u);
  }
}

const client = {
  name: 'shop',
  provider: banked,
  create: () => ({}),
  operations: { createPaymentSession: () => undefined },
  interpret: () => undefined,
  retries: { attempts: 3, gapsMs: { initial: 1, factor: 2, max: 9 }, jitter: { ratio: 0.5 } },
  rules: {},
};

const junk = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom<unknown>(
    '',
    '\u001b[31m\n',
    Number.NaN,
    () => 1,
    Symbol('x'),
    { __proto__: null },
    Object.create({ id: 1 }),
  ),
);

/** A value with some of its keys, also of inner objects, set to junk. */
function spoiling(value: object): fc.Arbitrary<unknown> {
  const keys = [...Object.keys(value), '\u001b', 'constructor', 'toString', 'extra'];
  return fc
    .array(
      fc.tuple(fc.constantFrom(...keys), fc.option(fc.constantFrom('id', 'name', 'attempts', 'call', '0')), junk),
      {
        maxLength: 3,
      },
    )
    .map((changes) => {
      const spoiled: Record<string, unknown> = { ...value };
      for (const [key, inner, found] of changes) {
        const old = Reflect.get(value, key);
        spoiled[key] =
          inner === null ? found : Array.isArray(old) ? [...old, found] : { ...Object(old), [inner]: found };
      }
      return spoiled;
    });
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('\n', '\u001b[2J'),
);

describe('whatever goes in, a value or one clear line comes out', () => {
  const runs = { numRuns: 200 };

  it('of a client', () => {
    // What a user without types could write.
    const check = (definition: unknown) => valueOrLine(() => checkClient(definition as ClientDefinition));
    fc.assert(fc.property(fc.oneof(spoiling(client), junk), check), runs);
  });

  it('of a config', () => {
    const check = (config: unknown) => valueOrLine(() => defineConfig(config as Config));
    const clients = fc.oneof(junk, fc.array(fc.oneof(spoiling(client), junk), { maxLength: 2 }));
    fc.assert(fc.property(fc.oneof(junk, fc.record({ clients, seed: junk }, { requiredKeys: [] })), check), runs);
  });

  it('of a catalogue, and of changes to one', () => {
    fc.assert(
      fc.property(fc.oneof(spoiling(banked), junk), (data) => valueOrLine(() => readProvider(data))),
      runs,
    );
    const change = (changes: unknown) => valueOrLine(() => extend(banked, changes as ProviderChanges));
    fc.assert(fc.property(fc.oneof(spoiling({ ...banked, rename: {} }), junk), change), runs);
  });

  it('of a tape', () => {
    const words = fc.constantFrom(
      'ok',
      '500',
      'internal',
      '×3',
      ',',
      '|',
      '"',
      'ra=',
      'header="a: b"',
      'state:',
      '@',
      '\\',
    );
    const tape = fc.oneof(
      text,
      fc.array(fc.oneof(words, text)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(tape, (written) => valueOrLine(() => parseTape(written))),
      runs,
    );
  });

  it('of an event log', () => {
    const line = fc.oneof(
      text,
      fc.json(),
      junk.map((value) => {
        try {
          return JSON.stringify({ type: 'run-started', format: value });
        } catch {
          return '{';
        }
      }),
    );
    const log = fc.array(line).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(log, (written) => valueOrLine(() => parseEventLog(written))),
      runs,
    );
  });

  it('of a command line', () => {
    const command: Pick<Command, 'name' | 'flags' | 'words'> = {
      name: 'run',
      flags: {
        seed: { type: 'string' },
        only: { type: 'string', multiple: true },
        lane: { type: 'string' },
        bail: { type: 'boolean' },
      },
      words: [0, 1],
    };
    const word = fc.oneof(
      text,
      fc.constantFrom(
        '--seed',
        '--seed=',
        '--only',
        '--lane=',
        '--bail',
        '--bail=1',
        '--',
        '-',
        '--no-bail',
        '-s',
        '--__proto__',
      ),
    );
    const read = (args: string[]) =>
      valueOrLine(() => {
        const line = parseLine(command, args);
        return [textFlag(line, 'seed'), numberFlag(line, 'seed', 0), listFlag(line, 'only'), laneFlag(line)];
      });
    fc.assert(fc.property(fc.array(word, { maxLength: 5 }), read), runs);
  });
});
