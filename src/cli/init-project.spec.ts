import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { configName } from './init-files.ts';
import { projectIn } from './init-project.ts';

describe('what init sees of a project', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const manifest = (data: unknown): void => writeFileSync(join(folder, 'package.json'), JSON.stringify(data));

  const runners: [string, object, string][] = [
    ['a dependency', { devDependencies: { vitest: '5' } }, 'vitest'],
    ['the script before the dependency', { scripts: { test: 'jest' }, devDependencies: { mocha: '12' } }, 'jest'],
    ['node --test', { scripts: { test: 'node --import x --test src' } }, 'node-test'],
    ['another script', { scripts: { 'test:unit': 'npx mocha src' } }, 'mocha'],
    ['a runner behind a tool', { scripts: { test: 'c8 mocha' } }, 'mocha'],
    ['no runner in a longer word', { scripts: { test: 'mocha-headless' } }, 'none'],
    ['nothing', {}, 'none'],
    ['junk', { scripts: [7], dependencies: 'mocha' }, 'none'],
  ];
  for (const [what, data, runner] of runners) {
    it(`finds the runner by ${what}: ${runner}`, () => {
      manifest(data);
      expect(projectIn(folder).runner).to.equal(runner);
    });
  }

  it('survives a package.json that is missing or broken', () => {
    const nothing = { runner: 'none', typescript: false, modules: false, scripted: false };
    expect(projectIn(folder)).to.deep.equal(nothing);
    for (const text of ['{', 'null', '[]', '"x"']) {
      writeFileSync(join(folder, 'package.json'), text);
      expect(projectIn(folder)).to.deep.equal(nothing);
    }
  });

  it('sees TypeScript, modules, a script, tests and a config', () => {
    manifest({ type: 'module', scripts: { sadpath: 'sadpath run' } });
    writeFileSync(join(folder, 'tsconfig.json'), '');
    writeFileSync(join(folder, 'sadpath.config.mjs'), '');
    mkdirSync(join(folder, 'tests'));
    expect(projectIn(folder)).to.deep.equal({
      runner: 'none',
      typescript: true,
      modules: true,
      scripted: true,
      tests: 'tests',
      config: 'sadpath.config.mjs',
    });
  });

  it('names the config so that Node reads it as a module', () => {
    const names = [true, false].flatMap((typescript) =>
      [true, false].map((modules) => configName({ typescript, modules })),
    );
    expect(names).to.deep.equal(['sadpath.config.ts', 'sadpath.config.mts', 'sadpath.config.js', 'sadpath.config.mjs']);
  });
});
