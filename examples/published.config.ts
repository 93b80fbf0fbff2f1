import { defineConfig } from 'sadpath';
import { alipaySdk } from './published/alipay.ts';
import { alipayExec } from './published/alipay-exec.ts';
import { bankedNode } from './published/banked-node.ts';
import { gocardlessNodejs } from './published/gocardless.ts';
import { mercadopagoSdk } from './published/mercadopago.ts';
import { stripeNode } from './published/stripe.ts';

/** SDKs as anybody installs them: each has findings. */
export default defineConfig({
  clients: [alipaySdk, alipayExec, bankedNode, gocardlessNodejs, mercadopagoSdk, stripeNode],
  seed: 1,
});
