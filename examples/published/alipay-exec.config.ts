import { defineConfig } from 'sadpath';
import { alipayExec, alipayExecUnchecked } from './alipay-exec.ts';

export default defineConfig({ clients: [alipayExec, alipayExecUnchecked], seed: 1 });
