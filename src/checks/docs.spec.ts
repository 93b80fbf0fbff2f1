import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect } from 'chai';
import { checks } from './table.ts';

/** The pages for readers, one a check: they promise what the checks demand, and their code is code. */
describe('the pages of the rules', () => {
  const folder = join(import.meta.dirname, '../../docs/rules');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const index = 'README.md';

  const ids = readdirSync(folder)
    .filter((file) => file !== index)
    .map((file) => file.replace(/\.md$/, ''));

  it('are one a check, and none without a check', () => {
    expect(ids).to.have.members(checks.map(({ id }) => id));
  });

  it('stand in the index, each with what it demands', () => {
    const rows = read(index).match(/^\| \[.*$/gm) ?? [];
    expect(rows.map((row) => /^\| \[([^\]]+)/.exec(row)?.[1])).to.have.members(ids);
    expect(rows).to.include.members(checks.map(({ id, demands }) => `| [${id}](${id}.md) | ${demands} |`));
  });

  for (const { id, demands } of checks) {
    describe(id, () => {
      const page = () => read(`${id}.md`);

      it('begins with the id of its check and what it demands', () => {
        expect(page().split('\n\n').slice(0, 2)).to.deep.equal([`# ${id}`, demands]);
      });

      it('has every part, and is short', () => {
        expect(page().match(/^## .*$/gm)).to.deep.equal([
          '## Where it comes from',
          '## A client that breaks it',
          '## What sadpath says',
          '## How to mend it',
          '## What is no finding',
        ]);
        expect(page().split('\n').length).to.be.within(30, 61);
      });

      it('shows a finding of its own check', () => {
        const [finding = ''] = fenced(page(), 'text');
        expect(finding).to.match(/^✗ \w+: .+/);
        expect(finding).to.match(new RegExp(`^  (must|should) ${id.replace('.', '\\.')} · tape "`, 'm'));
      });

      it('shows code that is code', () => {
        const [bad = '', ...others] = fenced(page(), 'ts');
        expect(bad.trim().split('\n').length).to.be.within(5, 15);
        for (const code of [bad, ...others]) {
          expect(() => new Script(stripTypeScriptTypes(`(async () => {\n${code}})`)), code).not.to.throw();
        }
      });

      it('links only to pages that are there', () => {
        const links = [...page().matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
        expect(ids.map((one) => `${one}.md`)).to.include.members(links);
      });
    });
  }
});

/** What stands between the fences of one language. */
function fenced(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}
