import type { Provider } from '../../model/provider.ts';
import * as catalogues from '../../providers/index.ts';
import { additionsOf } from './additions-of-pact.ts';
import { catalogueOf } from './catalogue-of-pact.ts';
import { catalogueSource } from './catalogue-source.ts';
import { capital, constantOf } from './catalogue-words.ts';
import type { Pact } from './pact.ts';

/** A catalogue as the source of a module, and what became of the pact, for a terminal. */
export interface PactModule {
  /** Undefined where there is nothing to add. */
  source?: string;
  /** What the module exports. */
  name: string;
  lines: string[];
}

/**
 * Makes the module of a pact's own catalogue.
 *
 * @param file of the pact, for messages.
 * @throws {SadpathError} as `catalogueOf` does.
 */
export function moduleOfPact(pact: Pact, file: string): PactModule {
  const { data, remarks } = catalogueOf(pact, file);
  const name = constantOf(data.id);
  const source = catalogueSource({
    header: [
      ...headerOf(pact),
      'Keep it and edit it: every row is inferred from its status, and what is guessed says so.',
    ],
    imports: ["import { defineProvider } from 'sadpath';"],
    name,
    call: 'defineProvider(',
    data,
    remarks,
  });
  const operations = Object.keys(data.operations);
  const { errors = [], statuses = [] } = data;
  return {
    source,
    name,
    lines: [
      `${counted(operations.length, 'operation')}: ${operations.join(', ')}.`,
      `${counted(errors.length, 'code')}, and ${counted(statuses.length, 'status')} without a code.`,
      ...skippedLines(pact),
    ],
  };
}

/**
 * Makes the module that adds the rows of a pact to a built-in catalogue.
 *
 * @param file of the pact, for messages.
 * @throws {SadpathError} as `additionsOf` does.
 */
export function moduleExtending(provider: Provider, pact: Pact, file: string): PactModule {
  const { data, remarks, known, elsewhere } = additionsOf(pact, provider, file);
  const base = Object.entries(catalogues).find(([, each]) => each === provider)?.[0] ?? constantOf(provider.id);
  const name = `our${capital(base)}`;
  const { errors = [], statuses = [] } = data;
  const knownLine = `Known to ${provider.id} already: ${known.join(', ')}.`;
  const elsewhereLine = `Left out, for ${provider.id} has no such operation: ${elsewhere.join(', ')}.`;
  const notes = [...(known.length > 0 ? [knownLine] : []), ...(elsewhere.length > 0 ? [elsewhereLine] : [])];
  const lines = [
    `${counted(errors.length, 'new code')}, and ${counted(statuses.length, 'new status')} without a code.`,
    ...notes,
    ...skippedLines(pact),
  ];
  if (errors.length + statuses.length === 0) return { name, lines };
  const source = catalogueSource({
    header: [...headerOf(pact), `What ${provider.id} does not have; every row is inferred from its status.`, ...notes],
    imports: ["import { extend } from 'sadpath';", `import { ${base} } from 'sadpath/providers';`],
    name,
    call: `extend(${base}, `,
    data,
    remarks,
  });
  return { source, name, lines };
}

function headerOf({ consumer, provider }: Pact): string[] {
  return [`Written by \`sadpath import\` from the pact of "${consumer}" with "${provider}".`];
}

function skippedLines({ skipped }: Pact): string[] {
  const kinds = Object.entries(skipped).sort(([a], [b]) => (a < b ? -1 : 1));
  return kinds.length === 0 ? [] : [`Left out: ${kinds.map(([kind, count]) => `${count} × ${kind}`).join(', ')}.`];
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : noun.endsWith('s') ? `${noun}es` : `${noun}s`}`;
}
