import { requirementsOf } from '../catalogue/requirements.ts';
import { SadpathError } from '../model/failure.ts';
import type { Requirement } from '../model/requirement.ts';
import { severityOf } from '../model/requirement.ts';
import type { Command } from './command.ts';
import { findProvider } from './providers.ts';

/** `sadpath explain`: what a row demands, and why. */
export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain PROVIDER [CODE]',
  summary: 'Say what the document of a provider demands after a code, status or type, and how sure that is.',
  help: ['sadpath explain banked internal', 'sadpath explain paysg 409'],
  flags: {},
  words: [1, 2],
  async run({ words }) {
    const [id = '', code] = words;
    const provider = findProvider(id);
    const all = requirementsOf(provider);
    const rows = code === undefined ? all : all.filter((row) => row.name === code || row.id === code);
    if (rows.length === 0) {
      throw new SadpathError({
        to: `explain "${code}"`,
        because: `${provider.title} documents no such code, status, type, state or rule`,
        next: `See \`sadpath list ${id}\`.`,
      });
    }
    process.stdout.write(`${provider.title} (${provider.source.title})\n\n${rows.map(explain).join('\n\n')}\n`);
    return 0;
  },
};

function explain(row: Requirement): string {
  const { id, summary, expect, operations, note, judged } = row;
  const lines = [id, `  ${summary}`];
  if (judged === 'by-hand') lines.push('  no traffic can show it: to be checked by hand');
  if (expect) {
    lines.push(
      part('the caller is told', expect.outcome, row, 'outcome'),
      part('as', expect.category, row, 'category'),
      part('sent again', expect.retry, row, 'retry'),
    );
  }
  lines.push(`  can meet ${operations.join(', ')}`);
  if (row.echo) lines.push('  as an answer to a repeat it means that it happened already');
  if (note) lines.push(`  note: ${note}`);
  return lines.join('\n');
}

function part(
  label: string,
  words: readonly string[],
  row: Requirement,
  name: 'outcome' | 'category' | 'retry',
): string {
  return `  ${label.padEnd(18)} ${words.join(' or ')}  (${row.basis[name]}, ${severityOf(row, name)})`;
}
