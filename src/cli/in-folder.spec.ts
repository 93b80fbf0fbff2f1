import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** How a child process ended. */
export interface Said {
  code: number;
  out: string;
  error: string;
}

/** A folder of its own, into which sadpath is installed from its source. */
export interface TestFolder {
  path: string;
  write(files: Record<string, string>): void;
  /** Every file but those of node_modules, with its text. */
  files(): Record<string, string>;
  /** Runs the command line there. */
  sadpath(...args: string[]): Promise<Said>;
  /** Runs a script there in Node. */
  node(args: string[], env?: Record<string, string>): Promise<Said>;
  remove(): void;
}

/** Makes one. `modules`: further packages of this repository that are installed there. */
export function openFolder(name: string, modules: readonly string[] = []): TestFolder {
  const path = join(root, '.tmp', `${name}-${process.pid}`);
  mkdirSync(join(path, 'node_modules'), { recursive: true });
  symlinkSync(root, join(path, 'node_modules/sadpath'), 'dir');
  for (const each of modules) symlinkSync(join(root, 'node_modules', each), join(path, 'node_modules', each), 'dir');
  const node = (args: string[], more: Record<string, string> = {}): Promise<Said> => {
    // What the runner of this very spec has set is none of their business.
    const { NODE_OPTIONS: _, FORCE_COLOR: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
    const options = { cwd: path, env: { ...env, NO_COLOR: '1', ...more }, maxBuffer: 2 ** 26 };
    return new Promise((done) => {
      execFile(process.execPath, args, options, (failure, out, error) =>
        done({ code: failure ? Number(failure.code ?? -1) : 0, out, error }),
      );
    });
  };
  return {
    path,
    node,
    write(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      }
    },
    files: () =>
      Object.fromEntries(walk(path).map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')])),
    sadpath: (...args) => node(['--conditions=sadpath-source', join(root, 'src/cli/bin.ts'), ...args]),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Node's own way down a folder follows links, and packages are linked. */
function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}
