import { fileURLToPath } from 'node:url';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The module that a forked child starts with: the source when this is the source, else what was built from it. */
export const childEntry: string = fileURLToPath(new URL(`./child.${extension}`, import.meta.url));
