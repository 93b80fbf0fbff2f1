import { expect } from 'chai';
import { after as closeSuite, before as openSuite, runSuite } from '../bench/hand-written/run-suite.ts';
import type { Played } from '../bench/hand-written/suite.ts';
import { outcomesOnLane } from '../bench/lane.ts';
import { nameOf, sample } from '../bench/sample.ts';
import { bankedFetch } from '../examples/banked/sadpath.ts';

/** The suite keeps time with fake-timers of its own, so it goes first and is closed before a scenario is played. */
async function handWritten(): Promise<Played[]> {
  await openSuite();
  try {
    return await runSuite();
  } finally {
    closeSuite();
  }
}

describe('the bench', () => {
  it('compares the same: the hand-written suite and sadpath play the same scenarios, to the same end', async () => {
    const byHand = (await handWritten()).map(({ name, told, provider }) => ({
      name,
      outcome: told.outcome,
      requests: provider.requests.length,
      sessions: provider.sessions.size,
    }));
    const played = await outcomesOnLane(bankedFetch, sample, nameOf);
    const inOrder = (outcomes: { name: string }[]) => [...outcomes].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(byHand).to.have.length(sample.length);
    expect(inOrder(byHand)).to.deep.equal(inOrder(played));
    expect(new Set(played.map(({ outcome }) => outcome))).to.deep.equal(new Set(['succeeded', 'failed', 'unknown']));
  });
});
