import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Node keeps compiled code from one process to the next: it halves what the start of one costs. */
export const compileCache: string = join(tmpdir(), 'sadpath-compile-cache');
