import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { ways } from '../../examples/stacks/all.ts';
import { secure, type Way } from '../../examples/stacks/way.ts';
import type { Lane } from '../model/scenario.ts';
import { endOf, type Figure, figureOf, late, measured, type Silence, silences } from './stack-figures.spec.ts';
import { type Row, stackTable } from './stack-table.spec.ts';
import { errorOf, ok, playing, sandbox, settled } from './stage.spec.ts';

const figures = new Map<string, Promise<Figure>>();

/** How a way ends on a lane when the provider falls silent: played once, and then known. */
function known(lane: Lane, way: Way, silence: Silence): Promise<Figure> {
  const key = [lane, way.stack, way.bound, silence].join('|');
  const figure = figures.get(key) ?? figureOf(lane, way, silences[silence]);
  figures.set(key, figure);
  return figure;
}

/** The lane that the others are held against, and that the docs tell of. */
const reference: Lane = 'wire';
const everyLane = Object.keys(measured) as Lane[];
const aDay = 86_400_000;

describe('every HTTP stack keeps exact virtual time', () => {
  after(() => sandbox.prepare('msw'));

  for (const lane of everyLane) {
    const { serves, silences: kinds, mayTakeMs } = measured[lane];
    for (const way of ways.filter(serves)) {
      const { nothing } = way.ends;

      it(`${lane}: ${way.stack}, ${way.bound}`, async () => {
        expect(await figureOf(lane, way, ok), 'at once').to.deep.equal({ how: 'reply', at: 0, status: 200 });

        const end = endOf(nothing);
        const inTime = end === undefined ? aDay : end - 1;
        if (inTime <= mayTakeMs) {
          const figure = await figureOf(lane, way, late(inTime));
          expect(figure, 'in time').to.deep.equal({ how: 'reply', at: inTime, status: 200 });
        }
        const told = await known(reference, way, 'nothing');
        if (end !== undefined && end + 1 <= mayTakeMs) {
          expect(await figureOf(lane, way, late(end + 1)), 'too late').to.deep.equal(told);
        }
        for (const kind of kinds) {
          expect(endIn(await known(lane, way, kind)), kind).to.equal(endOf(way.ends[kind]));
          expect(await known(lane, way, kind), 'as elsewhere').to.deep.equal(await known(reference, way, kind));
        }
      });
    }
  }

  for (const lane of everyLane.filter((one) => measured[one].silences.length > 0)) {
    it(`${lane}: whatever was played before, twenty in any order end as they do alone`, async () => {
      const { serves, silences: kinds } = measured[lane];
      const all = ways.filter(serves).flatMap((way) => [...kinds, 'reply' as const].map((what) => ({ way, what })));
      const twenty = fc.shuffledSubarray(all, { minLength: 20, maxLength: 20 });
      for (const order of fc.sample(twenty, { seed: 1, numRuns: 3 })) {
        for (const { way, what } of order) {
          const figure = await figureOf(lane, way, what === 'reply' ? ok : silences[what]);
          const alone: Figure = what === 'reply' ? { how: 'reply', at: 0, status: 200 } : await known(lane, way, what);
          expect(figure, `${way.stack}, ${way.bound}, ${what}`).to.deep.equal(alone);
        }
      }
    });

    // undici keeps time by a tick that lives as long as the process: the first of all must not differ from the hundredth.
    it(`${lane}: what undici waits is the same for the first call of a process`, async () => {
      const ticking = ways.filter(
        ({ stack, bound }) =>
          (stack === 'global fetch' && bound === 'none') || bound.startsWith('`new Agent({ headers'),
      );
      expect(ticking.map(({ stack }) => stack)).to.deep.equal(['global fetch', 'undici']);
      const first = await Promise.all(ticking.map((way) => asFirst(lane, way)));
      const later = await Promise.all(
        ticking.map((way) => Promise.all(measured[lane].silences.map((kind) => known(lane, way, kind)))),
      );
      expect(first).to.deep.equal(later);
    });
  }

  it('undici counts from its tick, where that runs already: a later call ends with the one before', async () => {
    const recorded = await playing(
      'msw',
      async (time) => {
        const ends = [0, 450].map(async (wait) => {
          await time.sleep(wait);
          await errorOf(fetch(secure));
          return time.now();
        });
        return Promise.all(ends);
      },
      () => silences.nothing,
    );
    expect(settled(recorded)).to.deep.equal([300_398, 300_398]);
  });

  it('docs/stacks.md is what was measured', async () => {
    const rows: Row[] = [];
    for (const way of ways) {
      const [nothing, half] = [await known(reference, way, 'nothing'), await known(reference, way, 'half')];
      rows.push({ way, nothing, half });
    }
    const table = stackTable(rows);
    const kept = readFileSync(docs, 'utf8');
    if (process.env.UPDATE_DOCS) writeFileSync(docs, kept.replace(between, `$1${table}$3`));
    const [, , said] = between.exec(readFileSync(docs, 'utf8')) ?? [];
    expect(said, 'it is stale: run this spec with UPDATE_DOCS=1, and read what has changed').to.equal(table);
  });
});

const docs = new URL('../../docs/stacks.md', import.meta.url);
const between = /(<!-- stacks[^>]*-->\n)([\s\S]*)(<!-- \/stacks -->)/;

function endIn(figure: Figure): number | undefined {
  return figure.how === 'error' ? figure.at : undefined;
}

/** The figures of a way that a fresh process plays before anything else. */
async function asFirst(lane: Lane, { stack, bound }: Way): Promise<unknown> {
  const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
  const source = `
    const { figureOf, silences } = await import(${here('./stack-figures.spec.ts')});
    const { ways } = await import(${here('../../examples/stacks/all.ts')});
    const way = ways.find(({ stack, bound }) => stack === ${JSON.stringify(stack)} && bound === ${JSON.stringify(bound)});
    const figures = [];
    for (const silence of ${JSON.stringify(measured[lane].silences)}) figures.push(await figureOf(${JSON.stringify(lane)}, way, silences[silence]));
    process.stdout.write(JSON.stringify(figures));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
  return JSON.parse(stdout);
}
