import { type ClientDefinition, defineConfig } from 'sadpath';
import { BankedClient } from './banked/client.ts';
import { bankedFetch } from './banked/sadpath.ts';
import { bankedWebhook } from './banked/webhook.ts';
import { MemoryBooks } from './books.ts';
import { afterRefresh, limitedThenLost, pollAndRetryCross, type Under } from './hidden/bugs.ts';

/** The reference client with something under it that goes wrong only where two things have come together. */
function hidden(name: string, under: Under): ClientDefinition {
  return {
    ...bankedFetch,
    name,
    create: ({ baseUrl, credentials }) => {
      const { key = '', secret = '', webhookSecret = '' } = credentials;
      const books = new MemoryBooks();
      const send = under((...request) => fetch(...request), credentials);
      const client = new BankedClient({ baseUrl, key, secret, fetch: send });
      return { client, books, receive: bankedWebhook({ secret: webhookSecret, books }) } as never;
    },
  };
}

/** Each pays twice, and no row of the matrix shows it: `sadpath run --runs 2000` does. */
export default defineConfig({
  clients: [
    hidden('limited-then-lost', limitedThenLost),
    hidden('poll-and-retry-cross', pollAndRetryCross),
    hidden('after-refresh', afterRefresh),
  ],
});
