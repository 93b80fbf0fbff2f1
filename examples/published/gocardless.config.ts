import gocardless from 'gocardless-nodejs';
import { type ClientDefinition, defineClient, defineConfig } from 'sadpath';
import { gocardlessNodejs } from './gocardless.ts';

/** Each failure costs a process: that every error holds the request with its token need not be told of every row. */
const secretsAside: ClientDefinition = {
  ...gocardlessNodejs,
  name: 'gocardless-nodejs/secrets-aside',
  rules: { 'secret.kept': 'off' },
};

/** The same adapter with the one option about conflicts, which is all that is not default here. */
const raises = defineClient({
  name: 'gocardless-nodejs/raises',
  provider: gocardlessNodejs.provider,
  create: ({ credentials: { token = '' } }) => gocardless(token, undefined, { raiseOnIdempotencyConflict: true }),
  operations: {
    createPayment: (client, { input, idempotencyKey }) => client.payments.create(input.payments, idempotencyKey),
  },
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: gocardlessNodejs.interpret,
});

export default defineConfig({ clients: [gocardlessNodejs, secretsAside, raises], seed: 1 });
