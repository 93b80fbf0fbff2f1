import { type ClientDefinition, defineClient, defineConfig } from 'sadpath';
import Stripe from 'stripe';
import { stripeNode } from './stripe.ts';

/** The same adapter with another number of retries, which is all that is not default here. */
function withRetries(maxNetworkRetries: number) {
  return defineClient({
    name: `stripe/retries-${maxNetworkRetries}`,
    provider: stripeNode.provider,
    create: ({ credentials: { token = '' } }) => new Stripe(token, { maxNetworkRetries }),
    operations: {
      createPaymentIntent: (client, { input }) => client.paymentIntents.create(input),
      retrievePaymentIntent: (client, { input }) => client.paymentIntents.retrieve(input.id),
    },
    // README, "Network retries": a connection that was closed is tried once more even with 0.
    retries: { attempts: Math.max(maxNetworkRetries, 1) + 1 },
    tells: ['outcome', 'category', 'code', 'message', 'state'],
    interpret: stripeNode.interpret,
  });
}

/** Each failure costs a process: what is known of every repeat need not be told of every row. */
const budgetAside: ClientDefinition = { ...stripeNode, name: 'stripe/budget-aside', rules: { 'retry.budget': 'off' } };

export default defineConfig({ clients: [withRetries(0), withRetries(1), withRetries(5), budgetAside], seed: 1 });
