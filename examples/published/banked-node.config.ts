import { defineConfig } from 'sadpath';
import { bankedNode } from './banked-node.ts';

export default defineConfig({ clients: [bankedNode], seed: 1 });
