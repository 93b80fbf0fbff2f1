import { expect } from 'chai';
import { type Polling, poll } from './poll.ts';

type Answer = string | Error;

const passing = new Error('passing');
const lasting = new Error('lasting');
const lagging = new Error('lagging');
const busy = new Error('busy for 5 s');
const busier = new Error('busy for an hour');
const mistake = new TypeError('x is not a function');
const never = Number.POSITIVE_INFINITY;
const patience = new Map<unknown, number>([
  [passing, never],
  [lasting, 0],
  [lagging, 5_000],
  [busy, never],
  [busier, never],
]);
const asks = new Map<unknown, number>([
  [busy, 5_000],
  [busier, 3_600_000],
]);

/** Polls what gives these answers in turn, the last one for ever, each after `takesMs`. Time passes by sleeping and reading only. */
function pollOf(answers: Answer[], more: Partial<Polling<string>['pace']> & { takesMs?: number } = {}) {
  const { takesMs = 0, ...pace } = more;
  const readAt: number[] = [];
  let time = 1_000_000;
  const waited = poll<string>({
    read: async () => {
      readAt.push(time - 1_000_000);
      if (readAt.length > 100) expect.fail('a hot loop');
      time += takesMs;
      const answer = answers[Math.min(readAt.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      return answer ?? expect.fail('no answer');
    },
    isFinal: (seen) => seen === 'done',
    patienceMs: (error) => {
      if (error === mistake) throw error;
      return patience.get(error) ?? expect.fail(`another error: ${error}`);
    },
    askedMs: (error) => asks.get(error) ?? 0,
    pace: { intervalMs: 1_000, factor: 2, maxMs: 4_000, askedMaxMs: 6_000, deadlineMs: 20_000, ...pace },
    sleep: async (ms) => {
      time += ms;
    },
    now: () => time,
  });
  return { waited, readAt };
}

describe('poll', () => {
  it('reads a final state at once, and never again', async () => {
    const { waited, readAt } = pollOf(['done', 'open']);
    expect(await waited).to.eql({ final: true, last: 'done' });
    expect(readAt).to.eql([0]);
  });

  it('reads at growing intervals until the state is final', async () => {
    const { waited, readAt } = pollOf(['open', 'odd', 'open', 'open', 'open', 'done']);
    expect(await waited).to.eql({ final: true, last: 'done' });
    expect(readAt).to.eql([0, 1_000, 3_000, 7_000, 11_000, 15_000]);
  });

  it('tells what it saw last when the deadline is over, as not final', async () => {
    const { waited, readAt } = pollOf(['first', 'open']);
    expect(await waited).to.eql({ final: false, last: 'open' });
    expect(readAt.at(-1)).to.equal(19_000);
  });

  it('begins a reading at the deadline, and none later', async () => {
    const { waited, readAt } = pollOf(['open'], { deadlineMs: 7_000 });
    await waited;
    expect(readAt).to.eql([0, 1_000, 3_000, 7_000]);
    const sooner = pollOf(['open'], { deadlineMs: 6_999 });
    await sooner.waited;
    expect(sooner.readAt).to.eql([0, 1_000, 3_000]);
  });

  it('counts the time of the readings, too', async () => {
    const { waited, readAt } = pollOf(['open'], { takesMs: 9_000 });
    expect(await waited).to.eql({ final: false, last: 'open' });
    expect(readAt).to.eql([0, 10_000]);
  });

  describe('a reading that fails', () => {
    it('is neither the end nor a verdict', async () => {
      const { waited, readAt } = pollOf([passing, 'open', passing, passing, 'done']);
      expect(await waited).to.eql({ final: true, last: 'done' });
      expect(readAt).to.have.length(5);
    });

    it('does not make it forget what it saw', async () => {
      expect(await pollOf(['open', passing]).waited).to.eql({ final: false, last: 'open', error: passing });
    });

    it('is forgotten when a later one works', async () => {
      expect(await pollOf([passing, 'open']).waited).to.eql({ final: false, last: 'open' });
    });

    it('leaves nothing to tell when none ever worked', async () => {
      const { waited, readAt } = pollOf([passing]);
      expect(await waited).to.eql({ final: false, error: passing });
      expect(readAt).to.have.length(7);
    });

    it('ends it when no waiting mends that', async () => {
      const { waited, readAt } = pollOf(['open', lasting, 'done']);
      expect(await waited).to.eql({ final: false, last: 'open', error: lasting });
      expect(readAt).to.have.length(2);
    });

    it('is put up with for as long as there is patience', async () => {
      expect(await pollOf([lagging, lagging, 'done']).waited).to.eql({ final: true, last: 'done' });
      const { waited, readAt } = pollOf([lagging]);
      expect(await waited).to.eql({ final: false, error: lagging });
      expect(readAt).to.eql([0, 1_000, 3_000, 7_000]);
    });

    it('is put up with anew after one that worked, or that failed otherwise', async () => {
      for (const between of ['open', passing]) {
        const answers = [lagging, lagging, lagging, between, lagging, lagging, 'done'];
        expect(await pollOf(answers).waited).to.eql({ final: true, last: 'done' });
      }
    });

    it('is counted from its end, however long it took', async () => {
      const { waited } = pollOf([lagging, 'done'], { takesMs: 6_000 });
      expect(await waited).to.eql({ final: true, last: 'done' });
    });

    it('is followed by as long a pause as it asks for, up to a cap', async () => {
      const { waited, readAt } = pollOf([busy, 'open', busier, 'done']);
      expect(await waited).to.eql({ final: true, last: 'done' });
      expect(readAt).to.eql([0, 5_000, 7_000, 13_000]);
    });

    it('is thrown on when it is a mistake', async () => {
      const { waited } = pollOf(['open', mistake]);
      expect(await waited.catch((error: unknown) => error)).to.equal(mistake);
    });
  });

  describe('never reads in a hot loop', () => {
    for (const pace of [{ intervalMs: 0 }, { factor: 0 }, { maxMs: -1 }]) {
      it(`at ${JSON.stringify(pace)}`, async () => {
        const { waited, readAt } = pollOf(['open'], pace);
        await waited;
        const gaps = readAt.slice(1).map((at, index) => at - (readAt[index] ?? 0));
        expect(Math.min(...gaps)).to.equal(1_000);
        expect(readAt.length).to.be.at.most(21);
      });
    }

    for (const field of ['intervalMs', 'factor', 'maxMs', 'deadlineMs']) {
      it(`ends when ${field} is no number`, async () => {
        const { waited, readAt } = pollOf(['open'], { [field]: Number.NaN });
        expect(await waited).to.eql({ final: false, last: 'open' });
        expect(readAt.length).to.be.at.most(2);
      });
    }

    it('ends when the clock stands still', async () => {
      let readings = 0;
      await poll({
        read: async () => {
          readings += 1;
        },
        isFinal: () => false,
        patienceMs: () => 0,
        askedMs: () => 0,
        pace: { intervalMs: 1_000, factor: 1, maxMs: 1_000, askedMaxMs: 0, deadlineMs: 5_000 },
        sleep: async () => {},
        now: () => 0,
      });
      expect(readings).to.equal(6);
    });
  });

  it('has a clock of its own', async () => {
    const waits: number[] = [];
    const waited = await poll({
      read: async () => 'open',
      isFinal: () => false,
      patienceMs: () => 0,
      askedMs: () => 0,
      pace: { intervalMs: 1_000, factor: 1, maxMs: 1_000, askedMaxMs: 0, deadlineMs: 3_500 },
      sleep: async (ms) => waits.push(ms),
    });
    expect(waited).to.eql({ final: false, last: 'open' });
    expect(waits).to.eql([1_000, 1_000, 1_000]);
  });
});
