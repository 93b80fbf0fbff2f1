import { readFileSync } from 'node:fs';

/** The package's version. Both `src/config` and `dist/config` stand two folders below its package.json. */
export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
