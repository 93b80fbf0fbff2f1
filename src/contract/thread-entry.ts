import { sourceOrBuilt } from '../engine/source-or-built.ts';

/** The module that the thread of Pact starts with. */
export const threadEntry: string = sourceOrBuilt(import.meta.url, 'pact-thread-entry');
