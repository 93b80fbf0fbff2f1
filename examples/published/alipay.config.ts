import { defineConfig } from 'sadpath';
import { alipaySdk } from './alipay.ts';

export default defineConfig({ clients: [alipaySdk], seed: 1 });
