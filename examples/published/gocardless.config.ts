import { type ClientDefinition, defineConfig } from 'sadpath';
import { gocardlessNodejs } from './gocardless.ts';

/** Each failure costs a process: that every error holds the request with its token need not be told of every row. */
const secretsAside: ClientDefinition = {
  ...gocardlessNodejs,
  name: 'gocardless-nodejs/secrets-aside',
  rules: { 'secret.kept': 'off' },
};

export default defineConfig({ clients: [gocardlessNodejs, secretsAside], seed: 1 });
