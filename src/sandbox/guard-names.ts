import dns from 'node:dns';
import { isIP } from 'node:net';
import { guarding, isLoopback, refusal } from './guard.ts';
import { replace } from './replace.ts';
import { redirecting } from './wire/redirect.ts';

type Real = (...args: never[]) => unknown;
type Owner = Record<string, Real>;

const asking = /^(lookup|lookupService|reverse|resolve\w*)$/;

/**
 * Refuses to look up names other than the machine's own: `dns`, `dns.promises`, and the resolvers of both. The lookup of an address
 * asks nobody, and passes.
 */
export function guardNames(): void {
  const { Resolver, promises } = dns;
  for (const owner of [dns, Resolver.prototype]) guardAll(owner, withCallback);
  for (const owner of [promises, promises.Resolver.prototype]) guardAll(owner, withPromise);
}

function guardAll(owner: object, guard: (real: Real, name: string) => Real): void {
  const names = [...Object.keys(owner), ...Object.getOwnPropertyNames(owner)].filter((name) => asking.test(name));
  for (const name of new Set(names)) {
    // The functions of a resolver share a shape that TypeScript knows one by one only.
    const functions: Owner = Object(owner);
    replace(functions, name, (real) => guard(real, name));
  }
}

function withCallback(real: Real, name: string): Real {
  return function guarded(this: unknown, ...args: unknown[]) {
    if (isAnsweredHere(name)) return Reflect.apply(real, this, [here, ...args.slice(1)]);
    const callback = args.at(-1);
    const error = typeof callback === 'function' ? judge(name, args[0]) : undefined;
    if (!error || typeof callback !== 'function') return Reflect.apply(real, this, args);
    process.nextTick(() => Reflect.apply(callback, undefined, [error]));
    return {};
  };
}

function withPromise(real: Real, name: string): Real {
  return function guarded(this: unknown, ...args: unknown[]) {
    if (isAnsweredHere(name)) return Reflect.apply(real, this, [here, ...args.slice(1)]);
    const error = judge(name, args[0]);
    return error ? Promise.reject(error) : Reflect.apply(real, this, args);
  };
}

const here = '127.0.0.1';

/** While the wire lane plays, every host is this machine. */
function isAnsweredHere(name: string): boolean {
  return redirecting() && name === 'lookup';
}

/** The error, where the question would leave the machine. */
function judge(name: string, host: unknown): Error | undefined {
  if (!guarding() || typeof host !== 'string' || host === '' || isLoopback(host)) return undefined;
  if (name === 'lookup' && isIP(host) !== 0) return undefined;
  return Object.assign(refusal('dns', 'getaddrinfo', host, 'ENOTFOUND'), { hostname: host });
}
