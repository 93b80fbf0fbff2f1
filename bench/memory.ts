import { openSandbox } from '../src/sandbox/sandbox.ts';

/*
 * `memory.ts COUNT…`: plays so many scenarios in one process, and says after each count how many bytes the heap holds. Needs
 * --expose-gc.
 */
const sandbox = openSandbox({ alwaysGuard: true });
const { bankedFetch } = await import('../examples/banked/sadpath.ts');
const { judgeScenario } = await import('../src/engine/judge-scenario.ts');
const { sample } = await import('./sample.ts');

const heap: number[] = [];
let played = 0;
for (const count of process.argv.slice(2).map(Number)) {
  for (; played < count; played += 1) {
    const scenario = sample[played % sample.length];
    // Like one that comes from another process: a new object each time.
    const fresh = structuredClone(scenario);
    if (fresh)
      await judgeScenario(sandbox, {
        client: bankedFetch,
        scenario: fresh,
        lane: 'fetch',
        seed: 1,
        control: { passed: true },
      });
  }
  // What weak references and finalizers hold goes with the second one.
  for (const _ of ['first', 'second']) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  heap.push(process.memoryUsage().heapUsed);
}
process.send?.(heap);
