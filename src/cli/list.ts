import { keyHeaderOf, keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import type { Provider } from '../model/provider.ts';
import { ansiPaint, noPaint } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import type { Command } from './command.ts';
import { listText } from './list-text.ts';
import { builtIn, findProvider } from './providers.ts';
import { textWidth } from './text-width.ts';
import { useColor } from './use-color.ts';

/** `sadpath list`: what there is to play. */
export const listCommand: Command = {
  name: 'list',
  usage: 'list [PROVIDER] [--json]',
  flags: { json: { type: 'boolean' } },
  words: [0, 1],
  async run({ flags, words }) {
    const [id] = words;
    const providers = id === undefined ? builtIn : [findProvider(id)];
    process.stdout.write(
      `${flags.json ? JSON.stringify({ providers: providers.map(asData) }, null, 2) : asText(providers)}\n`,
    );
    return 0;
  },
};

function asText(providers: readonly Provider[]): string {
  const width = textWidth(process.stdout);
  const paint = useColor(process.stdout) ? ansiPaint : noPaint;
  const further = '`sadpath explain PROVIDER NAME` says what to believe and do after one of these.';
  return [...providers.map((provider) => listText(provider, width, paint)), wrap(further, width).join('\n')].join(
    '\n\n',
  );
}

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
