import { defineConfig } from 'sadpath';
import { client } from './sadpath.js';

export default defineConfig({ clients: [client] });
