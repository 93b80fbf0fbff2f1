import { defineConfig } from 'sadpath';
import { stripeNode } from './stripe.ts';

export default defineConfig({ clients: [stripeNode], seed: 1 });
