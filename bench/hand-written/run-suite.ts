import { install } from '@sinonjs/fake-timers';
import { http } from 'msw/http';
import { BankedClient } from '../../examples/banked/client.ts';
import type { Contestant } from '../contestant.ts';
import { server } from './provider.ts';
import { type Played, suite } from './suite.ts';

const baseUrl = 'https://banked.sadpath.test';
/** Time of day and waits; what sockets run on stays real. */
const faked: Parameters<typeof install>[0] = {
  now: Date.UTC(2030, 0, 1),
  toFake: ['setTimeout', 'clearTimeout', 'Date'],
};

/** `before` of the suite. undici arms one timer a process: warm up, so that it is a real one. */
export async function before(): Promise<void> {
  server.listen({ onUnhandledFrame: 'error' });
  server.use(http.get(baseUrl, () => new Response()));
  await fetch(baseUrl);
  server.resetHandlers();
}

/** `after` of the suite. */
export function after(): void {
  server.close();
}

/** Runs every test between its `beforeEach` and `afterEach`. Throws what a test throws. */
export async function runSuite(): Promise<Played[]> {
  const played: Played[] = [];
  for (const { run } of suite) {
    const clock = install(faked);
    clock.setTickMode({ mode: 'nextAsync' });
    try {
      const client = new BankedClient({ baseUrl, key: 'pk_test_sadpath', secret: 'sk_test_sadpath' });
      played.push(...(await run(client)));
    } finally {
      clock.uninstall();
      server.resetHandlers();
    }
  }
  return played;
}

/** The suite as a contestant, without the time that a test runner would add. */
export async function openHandWritten(): Promise<Contestant> {
  await before();
  return {
    async play() {
      const played = await runSuite();
      const exchanges = played.reduce((sum, { provider }) => sum + provider.requests.length, 0);
      return { scenarios: played.length, exchanges };
    },
  };
}
