import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docs/msw.md'), 'utf8');

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);
}

describe('docs/msw.md', () => {
  it('has code for Node that runs as it stands', async () => {
    // Inside the package, so that it may call it by its name.
    const folder = join(root, '.tmp', `docs-msw-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      expect(blocks('ts')).to.have.length(2);
      for (const [index, code] of blocks('ts').entries()) {
        const file = join(folder, `${index}.ts`);
        writeFileSync(file, code);
        await promisify(execFile)(process.execPath, ['--conditions=sadpath-source', file]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('has code for browsers that bundles as it stands', async () => {
    expect(blocks('js')).to.have.length(2);
    for (const contents of blocks('js')) {
      const conditions = ['sadpath-source'];
      const stdin = { contents, resolveDir: root };
      await build({ stdin, bundle: true, write: false, platform: 'browser', format: 'esm', conditions });
    }
  });
});
