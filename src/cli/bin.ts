#!/usr/bin/env node
import { nodeTooOld } from './node-version.ts';

// Asked before anything else is loaded: an old Node fails on the first import with words that help nobody.
const fault = nodeTooOld(process.versions.node);
if (fault === undefined) {
  // An old Node has no such export.
  const { enableCompileCache } = await import('node:module');
  const { compileCache } = await import('../engine/compile-cache.ts');
  enableCompileCache(compileCache);
  await import('./main.ts');
} else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 2;
}
