import { keyHeaderOf } from '../catalogue/operation-facts.ts';
import type { Provider } from '../model/provider.ts';
import * as catalogues from '../providers/index.ts';

/** A client of the user's own. */
export interface OwnClient {
  /** How the config imports it. */
  file: string;
  /** What it exports, as far as its text shows. */
  exported: { name: string; isClass: boolean; isDefault: boolean };
}

/** The source of a config that runs: for the example client, or for one of the user's own as far as that can be guessed. */
export function configSource(provider: Provider, client: OwnClient | string): string {
  const catalogue = Object.entries(catalogues).find(([, known]) => known === provider)?.[0] ?? provider.id;
  const parts = typeof client === 'string' ? ofExample(provider, client) : ofOwn(provider, client);
  return `import { defineClient, defineConfig } from 'sadpath';
import { ${catalogue} } from 'sadpath/providers';
${parts.imports}

const client = defineClient({
  name: '${parts.name}',
  provider: ${catalogue},
  // ▼ ${parts.mark}
  create: ({ baseUrl, credentials }) => ${parts.create},
  operations: {
${parts.operations.map((line) => `    ${line}`).join('\n')}
  },
  // What your client tells its caller, in sadpath's words: \`npx sadpath explain ${provider.id}\` shows them.
  interpret: ({ threw, error }) => {
    if (!threw) return { outcome: 'succeeded' };
${parts.interpret.map((line) => `    ${line}`).join('\n')}
  },
${parts.more.map((line) => `  ${line}\n`).join('')}  // ▲
});

export default defineConfig({ clients: [client], seed: 1 });
`;
}

interface Parts {
  imports: string;
  name: string;
  mark: string;
  create: string;
  operations: string[];
  interpret: string[];
  more: string[];
}

function ofExample(provider: Provider, file: string): Parts {
  return {
    imports: `import { CallFailed, ExampleClient } from '${file}';`,
    name: 'example',
    mark: 'Your own client goes here: how it is made, how it is called, and what it tells.',
    create: 'new ExampleClient(baseUrl, credentials)',
    operations: Object.keys(provider.operations).map((name) =>
      keyHeaderOf(provider, name) === undefined
        ? `${name}: (client, { input }) => client.${name}(input),`
        : `${name}: (client, { input, idempotencyKey }) => client.${name}(input, idempotencyKey),`,
    ),
    interpret: [
      'if (!(error instanceof CallFailed)) return undefined; // not recognised: sadpath has something to say about that',
      'const { outcome, category, code } = error;',
      'return { outcome, category, ...(code && { code }) };',
    ],
    more: ['retries: false,'],
  };
}

function ofOwn(provider: Provider, { file, exported: { name, isClass, isDefault } }: OwnClient): Parts {
  const [main = ''] = Object.keys(provider.operations);
  return {
    imports: `import ${isDefault ? name : `{ ${name} }`} from '${file}';`,
    name: 'our-client',
    mark: 'Say how your client is made, how it is called, and what it tells.',
    create: `${isClass ? 'new ' : ''}${name}(baseUrl, credentials)`,
    operations: [
      `// ${Object.keys(provider.operations).join(', ')}: each that your client has. Leave the others out.`,
      `${main}: (client, { input, idempotencyKey }) => {`,
      `  throw new Error('${main} does not call your client yet: write client.⟨method⟩(input, idempotencyKey) here', { cause: client });`,
      '},',
    ],
    interpret: ['return undefined; // not recognised: tell outcome, category and code of `error`'],
    more: [],
  };
}
