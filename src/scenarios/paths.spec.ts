import { expect } from 'chai';
import type { Journey, Meaning } from '../model/journey.ts';
import { banked } from '../providers/banked.ts';
import { useepay } from '../providers/useepay.ts';
import { pathsOf, shortestPath } from './paths.ts';

function journey(transitions: Record<string, string[]>, finals: Record<string, Meaning>): Journey {
  const names = new Set([...Object.keys(transitions), ...Object.values(transitions).flat()]);
  const states = Object.fromEntries(
    [...names].map((name) => [name, { summary: name, meaning: finals[name] ?? ('open' as const) }]),
  );
  return { resource: 'a thing', field: 'state', initial: 'new', states, transitions };
}

describe('the paths through a journey', () => {
  it('are every way to a final state that repeats nothing, the shortest first', () => {
    const loop = journey(
      { new: ['busy', 'lost'], busy: ['new', 'busy', 'done'] },
      { done: 'happened', lost: 'failed' },
    );
    expect(pathsOf(loop)).to.deep.equal([['lost'], ['busy', 'done']]);
    expect(shortestPath(loop, 'happened')).to.deep.equal(['busy', 'done']);
    expect(shortestPath(loop, 'failed')).to.deep.equal(['lost']);
  });

  it('are none where nothing is final, nor where the initial state is', () => {
    expect(pathsOf(journey({ new: ['busy'], busy: ['new'] }, {}))).to.deep.equal([]);
    expect(pathsOf(journey({ new: [] }, { new: 'happened' }))).to.deep.equal([]);
    expect(shortestPath(journey({ new: ['done'] }, { done: 'happened' }), 'failed')).to.equal(undefined);
  });

  it('end somewhere, however dense the states are', () => {
    const names = ['new', ...Array.from({ length: 12 }, (_, index) => `s${index}`)];
    const dense = journey(Object.fromEntries(names.map((name) => [name, [...names, 'done']])), { done: 'happened' });
    expect(pathsOf(dense)).to.have.lengthOf.within(64, 200);
  });

  it('take each documented step of a provider', () => {
    for (const { journeys } of [banked, useepay]) {
      for (const { initial, transitions, ...rest } of Object.values(journeys)) {
        const taken = pathsOf({ initial, transitions, ...rest }).flatMap((path) =>
          path.map((state, index) => `${path[index - 1] ?? initial} ${state}`),
        );
        const documented = Object.entries(transitions).flatMap(([from, next]) => next.map((to) => `${from} ${to}`));
        expect(taken).to.include.members(documented);
      }
    }
  });
});
