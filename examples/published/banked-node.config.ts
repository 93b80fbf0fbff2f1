import { type ClientDefinition, defineConfig } from 'sadpath';
import { bankedNode } from './banked-node.ts';

/** Each failure costs a process: that every error carries the secret need not be told of every row. */
const secretsAside: ClientDefinition = {
  ...bankedNode,
  name: '@banked/node/secrets-aside',
  rules: { 'secret.kept': 'off' },
};

export default defineConfig({ clients: [bankedNode, secretsAside], seed: 1 });
