import { defineConfig } from 'sadpath';
import { naiveBanked } from './naive/sadpath.ts';

export default defineConfig({ clients: [naiveBanked], seed: 1 });
