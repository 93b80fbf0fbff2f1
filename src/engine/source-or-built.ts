import { fileURLToPath } from 'node:url';

/** The path of a module beside another: the source where that is the source, else what was built from it. */
export function sourceOrBuilt(beside: string, name: string): string {
  return fileURLToPath(new URL(`./${name}.${beside.endsWith('.ts') ? 'ts' : 'js'}`, beside));
}
