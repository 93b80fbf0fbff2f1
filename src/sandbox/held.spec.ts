import { expect } from 'chai';
import { openSandbox } from './sandbox.ts';

const sandbox = openSandbox();

describe('a reply that is held back', () => {
  for (const lane of ['fetch', 'msw'] as const) {
    async function play(body: () => Promise<unknown>): Promise<string[]> {
      const told: string[] = [];
      let now = () => 0;
      await sandbox.play({
        lane,
        chance: 'held',
        limits: { requests: 10, virtualMs: 100_000 },
        respond: () => ({ status: 200, headers: {}, body: '"here"', delayMs: 1_000 }),
        delivered: () => told.push(`delivered ${now()}`),
        aborted: () => told.push(`aborted ${now()}`),
        body: async (time) => {
          now = time.now;
          const came = await body().catch((error: Error) => error.name);
          told.push(`${came} ${now()}`);
        },
      });
      return told;
    }
    const get = (init?: RequestInit) => fetch('https://held.sadpath.test/', init);

    it(`comes when its time is over, and not before (${lane})`, async () => {
      expect(await play(async () => (await get()).json())).to.deep.equal(['delivered 1000', 'here 1000']);
    });

    it(`never comes to a client that has hung up (${lane})`, async () => {
      const told = await play(() => get({ signal: AbortSignal.timeout(400) }));
      expect(told).to.have.members(['aborted 400', 'TimeoutError 400']);
    });
  }
});
