import { keyHeaderOf, keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Command } from './command.ts';
import { builtIn, findProvider } from './providers.ts';

/** `sadpath list`: what there is to play. */
export const listCommand: Command = {
  name: 'list',
  usage: 'list [PROVIDER] [--json]',
  summary: 'List the providers, their operations and every requirement.',
  flags: { json: { type: 'boolean' } },
  words: [0, 1],
  async run({ flags, words }) {
    const [id] = words;
    const providers = id === undefined ? builtIn : [findProvider(id)];
    const text = flags.json
      ? JSON.stringify({ providers: providers.map(asData) }, null, 2)
      : providers.map(asText).join('\n\n');
    process.stdout.write(`${text}\n`);
    return 0;
  },
};

function asData(provider: Provider): object {
  const { id, title, source, origin, credentials, authentication, operations } = provider;
  return {
    id,
    title,
    source,
    origin,
    credentials,
    authentication,
    operations: Object.entries(operations).map(([name, operation]) => ({
      name,
      method: operation.method,
      path: operation.path,
      input: operation.input,
      ...(operation.intentField === undefined ? {} : { marker: operation.intentField }),
      ...keyOf(provider, name),
      ...(operation.effect === undefined ? {} : { effect: operation.effect }),
      ...(operation.given === undefined ? {} : { given: operation.given }),
      success: operation.success,
      ...(operation.reads === undefined ? {} : { reads: operation.reads }),
    })),
    requirements: requirementsOf(provider).map(({ id, judged, operations, summary }) => ({
      id,
      judged,
      operations,
      summary,
    })),
  };
}

/** Header names do not mind their case: they are told in lower case, as they come on the wire. */
function keyOf(provider: Provider, name: string): object {
  const place = keyPlaceOf(provider, name);
  if (!place) return {};
  return { key: 'body' in place ? place : { header: keyHeaderOf(provider, name) } };
}

function asText(provider: Provider): string {
  const requirements = requirementsOf(provider);
  const operations = Object.entries(provider.operations);
  const width = Math.max(...operations.map(([name]) => name.length));
  const ids = Math.max(...requirements.map(({ id }) => id.length));
  return [
    `${provider.id}  ${provider.title}`,
    '',
    ...operations.map(([name, { method, path }]) => `  ${name.padEnd(width)}  ${method} ${path}`),
    '',
    `  ${count(requirements)}`,
    '',
    ...requirements.map(
      ({ id, judged, summary }) => `  ${id.padEnd(ids)}  ${judged === 'by-hand' ? '(by hand) ' : ''}${summary}`,
    ),
  ].join('\n');
}

function count(requirements: Requirement[]): string {
  const kinds = [...new Set(requirements.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => `${requirements.filter((row) => row.kind === kind).length} ${kind}`);
  const byHand = requirements.filter(({ judged }) => judged === 'by-hand').length;
  return `${requirements.length} requirements: ${parts.join(', ')}; ${byHand} to be checked by hand`;
}
