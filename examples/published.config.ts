import { defineConfig } from 'sadpath';
import { bankedNode } from './published/banked-node.ts';

export default defineConfig({ clients: [bankedNode], seed: 1 });
