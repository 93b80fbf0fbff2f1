import { AsyncResource, createHook } from 'node:async_hooks';
import { forgetKeepers, keeperBegun } from './keepers.ts';
import { forgetOutsiders, outsiderBegun, outsiderCalled } from './outsiders.ts';
import { replace } from './replace.ts';

/** Requests to the thread pool and to the system, by the names that Node gives them in `async_hooks`. */
const request = /^(?!HTTP).*(REQUEST|REQWRAP|CLOSEREQ|FSREQPROMISE|FSREQCALLBACK)$/;

/** Whether a type is one of those, by type: there are few types, and every tick and timer has one. */
const requests = new Map<string, boolean>();

const pending = new Set<number>();
let compiling = 0;

/** How many things were begun since the process started: a turn in which none is begun is an empty one. */
let begun = 0;

const hook = createHook({
  // Node 22 does not know the option: it costs some time there, and nothing else.
  ...{ trackPromises: false },
  init(id, type, _trigger, resource) {
    if (type === 'PROMISE') return;
    begun += 1;
    outsiderBegun(id, type, resource);
    keeperBegun(type, resource);
    if (type === 'ZLIB') countZlib(id, resource);
    // The undici package calls its own `UNDICI_REQUEST`: what JavaScript has made is no work of the system, whatever its name.
    else if (!isRequest(type) || resource instanceof AsyncResource) return;
    else if ('run' in resource) countJob(id, resource);
    else pending.add(id);
  },
  before(id) {
    // What its callback does is part of this turn, even if it begins nothing that a hook sees.
    if (pending.delete(id)) begun += 1;
    outsiderCalled(id);
  },
});

function isRequest(type: string): boolean {
  const known = requests.get(type);
  if (known !== undefined) return known;
  const is = request.test(type);
  requests.set(type, is);
  return is;
}

/** Counts from now on. What the thread pool and the system were asked before is not counted. */
export function watchSystem(): void {
  forgetOutsiders();
  forgetKeepers();
  hook.enable();
}

/** Stops counting, and forgets. */
export function unwatchSystem(): void {
  hook.disable();
  pending.clear();
}

/**
 * Whether something outside the event loop is at work for this process: crypto, files, names, compression, the compilation of
 * WebAssembly (undici parses HTTP with it). `process.getActiveResourcesInfo()` sees none of it but files and names, and takes the longer the more
 * sockets there are.
 */
export function systemAtWork(): boolean {
  return pending.size > 0 || compiling > 0;
}

/** A count that grows whenever anything but a promise is begun. */
export function thingsBegun(): number {
  return begun;
}

/** Something of the sandbox's own is begun, which is nothing to wait for. */
export function uncounted<T>(begin: () => T): T {
  const before = begun;
  const result = begin();
  begun = before;
  return result;
}

/** Counts compilations of WebAssembly, which show in no hook. */
export function openWebAssemblyDoor(): void {
  // TypeScript knows WebAssembly from the DOM's library only.
  const owner: Record<'compile' | 'instantiate', unknown> = Reflect.get(globalThis, 'WebAssembly');
  for (const name of ['compile', 'instantiate'] as const) replace(owner, name, counted);
}

function counted(real: unknown): unknown {
  if (typeof real !== 'function') return real;
  return (...args: unknown[]) => {
    compiling += 1;
    const done = (): void => {
      compiling -= 1;
    };
    const result: Promise<unknown> = Reflect.apply(real, undefined, args);
    result.then(done, done);
    return result;
  };
}

/** A job of node:crypto. Those of the `*Sync` functions look the same, but give their result at once and never call back. */
function countJob(id: number, job: object): void {
  wrap(job, 'run', (run) => {
    const result = run();
    if (!Array.isArray(result)) pending.add(id);
    return result;
  });
}

/** A zlib handle outlives its work by far: count each write. */
function countZlib(id: number, handle: object): void {
  wrap(handle, 'write', (write) => {
    pending.add(id);
    return write();
  });
}

/** Puts something around one method of one object. */
function wrap(owner: object, name: string, around: (call: () => unknown) => unknown): void {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') return;
  Reflect.set(owner, name, (...args: unknown[]) => around(() => Reflect.apply(method, owner, args)));
}
