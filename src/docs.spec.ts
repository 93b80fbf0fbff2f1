import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';

const root = resolve(import.meta.dirname, '..');
const docs = join(root, 'docs');
const home = join(root, '.tmp', `docs-${process.pid}`);

/** Pages whose files another page goes on with. */
const goesOnFrom: Record<string, string> = {
  'in-your-tests.md': 'your-own-client.md',
  'ci.md': 'your-own-client.md',
  'contracts.md': 'your-own-client.md',
  'search.md': 'your-own-client.md',
};

interface Block {
  language: string;
  text: string;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(docs, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    text: code,
  }));
}

/** Files that a page writes out: a block whose first line is its name. */
function filesOf(page: string): [name: string, text: string][] {
  const own = blocksOf(page).flatMap(({ text }): [string, string][] => {
    const name = /^\/\/ ([\w.-]+\.[tj]s)$/m.exec(text.split('\n')[0] ?? '')?.[1];
    return name === undefined ? [] : [[name, text]];
  });
  const before = goesOnFrom[page];
  return [...(before === undefined ? [] : filesOf(before)), ...own];
}

/** The commands of a page that sadpath itself has to answer. */
function commandsOf(page: string): string[] {
  return blocksOf(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, ''))
    .filter((line) => line.startsWith('npx sadpath '));
}

function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** By day, of a whole run the part of one of eight parallel jobs; waivers are written of a whole run only. */
function jobOf(command: string): Record<string, string> {
  if (isNight || command.includes('--write-waivers')) return {};
  return { GITLAB_CI: '1', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '8' };
}

function node(args: string[], cwd: string, job = {}): Promise<{ code: number; output: string }> {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  const env = { ...rest, ...job };
  return new Promise((done) => {
    execFile(process.execPath, ['--conditions=sadpath-source', ...args], { cwd, env }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

/** Inside the package, so that a page may call it by its name. */
function folderOf(page: string): string {
  const folder = join(home, page.replace('.md', ''));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of filesOf(page)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Then everything is played as it is written. */
const isNight = process.env.SADPATH_TESTS === 'all';

const pages = readdirSync(docs).filter((file) => file.endsWith('.md'));

describe('the docs', function () {
  this.timeout(60_000);
  after(() => rmSync(home, { recursive: true, force: true }));

  for (const page of pages) {
    for (const command of commandsOf(page)) {
      it(`${page}: ${command} runs as it stands`, async () => {
        const { code, output } = await node(
          [join(root, 'src/cli/bin.ts'), ...words(command).slice(2)],
          folderOf(page),
          jobOf(command),
        );
        expect(code, output).to.be.oneOf([0, 1, 3]);
        expect(output).to.not.match(/^ {4}at /m);
      });
    }

    const specs = filesOf(page).filter(([name]) => name.includes('.spec.'));
    for (const [name] of specs) {
      it(`${page}: ${name} passes as it stands`, async () => {
        const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
        const some = isNight ? [] : ['--grep=real|rules/|wire/journey|wire/poll-fails|^(?!.*(errors|wire)/)'];
        const options = ['--no-config', '--import=sadpath/register', '--timeout=20000', ...some, name];
        const { code, output } = await node([mocha, ...options], folderOf(page));
        expect(code, output).to.equal(0);
        expect(output).to.match(/[1-9]\d* passing/);
      });
    }

    it(`${page}: its links lead somewhere`, () => {
      const links = [...readFileSync(join(docs, page), 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(
        ([, to = '']) => to,
      );
      const local = links.filter((to) => !to.startsWith('http'));
      expect(local.filter((to) => !existsSync(join(docs, to)))).to.deep.equal([]);
    });
  }

  it('have commands and files to run', () => {
    expect(pages.flatMap(commandsOf).length).to.be.at.least(4);
    expect(pages.flatMap(filesOf).length).to.be.at.least(5);
  });
});
