import { defineConfig } from 'sadpath';
import { gocardlessNodejs } from './gocardless.ts';

export default defineConfig({ clients: [gocardlessNodejs], seed: 1 });
