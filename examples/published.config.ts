import { defineConfig } from 'sadpath';
import { bankedNode } from './published/banked-node.ts';
import { gocardlessNodejs } from './published/gocardless.ts';
import { mercadopagoSdk } from './published/mercadopago.ts';
import { stripeNode } from './published/stripe.ts';

/** SDKs as anybody installs them: each has findings. */
export default defineConfig({ clients: [bankedNode, gocardlessNodejs, mercadopagoSdk, stripeNode], seed: 1 });
