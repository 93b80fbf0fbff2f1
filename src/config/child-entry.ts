import { sourceOrBuilt } from '../engine/source-or-built.ts';

/** The module that a forked child starts with. */
export const childEntry: string = sourceOrBuilt(import.meta.url, 'child');
