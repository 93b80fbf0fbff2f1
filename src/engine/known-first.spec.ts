import { expect } from 'chai';
import fc from 'fast-check';
import type { Scenario } from '../model/scenario.ts';
import { scenarioId } from '../scenarios/scenario-id.ts';
import { knownFirst } from './known-first.ts';

const placed = (index: number): { index: number; scenario: Scenario } => ({
  index,
  scenario: {
    format: 1,
    provider: 'banked',
    requirement: 'r',
    group: 'g',
    calls: [{ id: 'a', operation: 'pay', intent: 'pay-1', start: 'first' }],
    tape: `500 ×${index + 1}`,
    lane: 'auto',
  },
});

const places: ReadonlySet<number> = new Set();

describe('known scenarios', () => {
  it('come first, in the order that they had, and everything keeps its place', () => {
    const five = [0, 1, 2, 3, 4].map(placed);
    const ids = [3, 1].map((index) => scenarioId(placed(index).scenario));
    const ordered = knownFirst(five, { scenarios: new Set([...ids, 'of another client']), places });
    expect(ordered.map(({ index }) => index)).to.deep.equal([1, 3, 0, 2, 4]);
  });

  it('stand before what is generated only when its turn comes', () => {
    const all: { index: number; scenario?: Scenario }[] = [{ index: 5 }, placed(1)];
    const scenarios = new Set([scenarioId(placed(1).scenario)]);
    expect(knownFirst(all, { scenarios, places }).map(({ index }) => index)).to.deep.equal([1, 5]);
  });

  it('are known by their places where they are generated, and only there', () => {
    const all: { index: number; scenario?: Scenario }[] = [
      placed(0),
      placed(1),
      { index: 2 },
      { index: 3 },
      { index: 4 },
    ];
    const ordered = knownFirst(all, { scenarios: new Set(), places: new Set([1, 4, 3, 99]) });
    expect(ordered.map(({ index }) => index)).to.deep.equal([3, 4, 0, 1, 2]);
  });

  it('change nothing but the order, whichever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), fc.nat(12), (wanted, matrix) => {
        const all: { index: number; scenario?: Scenario }[] = wanted.map((_, index) =>
          index < matrix ? placed(index) : { index },
        );
        const own = all.filter(({ index }) => wanted[index]);
        const ordered = knownFirst(all, {
          scenarios: new Set(own.flatMap(({ scenario }) => (scenario ? scenarioId(scenario) : []))),
          places: new Set(own.map(({ index }) => index)),
        });
        expect(ordered.map(({ index }) => wanted[index])).to.deep.equal(
          wanted.toSorted((a, b) => Number(b) - Number(a)),
        );
        expect(ordered.toSorted((a, b) => a.index - b.index)).to.deep.equal(all);
      }),
    );
  });
});
