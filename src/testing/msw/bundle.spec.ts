import { builtinModules } from 'node:module';
import { expect } from 'chai';
import { build } from 'esbuild';

const root = `${import.meta.dirname}/../../..`;

/** Bundles a module of a web page, with nothing left out and nothing put in for Node's own modules. */
function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    conditions: ['sadpath-source'],
    logLevel: 'silent',
  });
}

describe('sadpath/msw in a bundle for browsers', () => {
  it('is whole, and holds no module of Node', async () => {
    const { metafile } = await bundle(
      `export { handlers } from 'sadpath/msw'; export * from 'sadpath/providers'; export { setupWorker } from 'msw/browser';`,
    );
    const inputs = Object.entries(metafile.inputs);
    const imports = inputs.flatMap(([, { imports }]) => imports);
    const builtin = (path: string) => path.startsWith('node:') || builtinModules.includes(path);
    expect(imports.filter(({ external, path }) => external || builtin(path))).to.deep.equal([]);
    const ours = inputs.map(([path]) => path).filter((path) => path.startsWith('src/'));
    expect(ours).to.include('src/simulator/simulator.ts');
    expect(ours.filter((path) => /^src\/(sandbox|engine|config|cli)\//.test(path))).to.deep.equal([]);
  });

  it('would be refused if it did', async () => {
    const refused = await bundle(`import { createHash } from 'node:crypto'; createHash('x');`).catch(String);
    expect(refused).to.contain('node:crypto');
  });
});
