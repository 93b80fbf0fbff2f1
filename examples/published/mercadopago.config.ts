import { MercadoPagoConfig, Payment } from 'mercadopago';
import { defineClient, defineConfig } from 'sadpath';
import { mercadopagoSdk } from './mercadopago.ts';

/** The same adapter with the jitter that one may ask for, which is all that is not default here. */
const withJitter = defineClient({
  name: 'mercadopago/jitter',
  provider: mercadopagoSdk.provider,
  create: ({ credentials: { token = '' } }) =>
    new Payment(new MercadoPagoConfig({ accessToken: token, options: { jitter: true } })),
  operations: {
    createPayment: (client, { input }) => client.create({ body: input }),
    getPayment: (client, { input }) => client.get({ id: input.id }),
  },
  retries: {
    attempts: 4,
    on: { statuses: [429, 500, 502, 503, 504] },
    gapsMs: { initial: 1000, factor: 2, max: 30_000 },
    jitter: 'full',
  },
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: mercadopagoSdk.interpret,
});

export default defineConfig({ clients: [mercadopagoSdk, withJitter], seed: 1 });
