import crypto from 'node:crypto';
import { type Chance, chanceOf } from './chance.ts';
import { platform } from './platform.ts';
import { replace } from './replace.ts';

let chance: Chance | undefined;

/** Chance comes from this seed from now on. */
export function seedChance(seed: string): void {
  chance = chanceOf(seed);
}

/** Chance is the platform's again. */
export function unseedChance(): void {
  chance = undefined;
}

/**
 * Lets Math.random, and randomUUID, randomBytes, randomInt, randomFill and getRandomValues of `node:crypto` and of the global
 * `crypto`, come from the seed while a scenario runs. Each asks the platform first, so that wrong arguments are refused in the
 * platform's own words.
 */
export function openChanceDoor(): void {
  replace(Math, 'random', (real) => {
    return function random(): number {
      return chance && !drawnByInterceptors(random) ? chance.number() : real();
    };
  });
  replace(crypto, 'randomInt', (real) => randomInt(real));
  replace(crypto, 'randomBytes', (real) => randomBytes(real));
  replace(crypto, 'randomFillSync', (real) => {
    return (view: ArrayBufferView | ArrayBuffer, offset?: number, size?: number) => {
      const filled: unknown = Reflect.apply(real, crypto, [view, offset, size]);
      chance?.fill(part(view, offset, size));
      return filled;
    };
  });
  replace(crypto, 'randomFill', (real) => randomFill(real));
  const webCrypto = Object.getPrototypeOf(globalThis.crypto);
  // That of `node:crypto` cannot be replaced, and asks this one.
  replace(webCrypto, 'getRandomValues', getRandomValues);
  replace(webCrypto, 'randomUUID', randomUUID);
  replace(crypto, 'randomUUID', randomUUID);
}

type Real = (...args: never[]) => unknown;

function randomUUID(real: Real): unknown {
  return function randomUUID(this: unknown, ...args: unknown[]): unknown {
    const theirs = Reflect.apply(real, this, args);
    if (!chance) return theirs;
    const bytes = Buffer.alloc(16);
    chance.fill(bytes);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
}

function getRandomValues(real: Real): unknown {
  return function getRandomValues(this: unknown, view: ArrayBufferView): unknown {
    const filled = Reflect.apply(real, this, [view]);
    chance?.fill(part(view));
    return filled;
  };
}

function randomInt(real: Real): unknown {
  return (...args: unknown[]): unknown => {
    const numbers = args.filter((arg) => typeof arg === 'number');
    const callback = args.find((arg) => typeof arg === 'function');
    if (!chance) return Reflect.apply(real, crypto, args);
    // Without its callback the platform only checks.
    Reflect.apply(real, crypto, numbers);
    const [min, max] = numbers.length > 1 ? numbers : [0, ...numbers];
    const value = chance.integer(Number(min), Number(max));
    if (typeof callback !== 'function') return value;
    platform.setImmediate(() => Reflect.apply(callback, undefined, [null, value]));
    return undefined;
  };
}

function randomBytes(real: Real): unknown {
  return (size: unknown, callback?: unknown): unknown => {
    if (!chance) return Reflect.apply(real, crypto, [size, callback]);
    const bytes = Reflect.apply(real, crypto, [size]);
    if (bytes instanceof Uint8Array) chance.fill(bytes);
    if (typeof callback !== 'function') return bytes;
    platform.setImmediate(() => Reflect.apply(callback, undefined, [null, bytes]));
    return undefined;
  };
}

function randomFill(real: Real): unknown {
  return (view: ArrayBufferView | ArrayBuffer, ...rest: unknown[]): unknown => {
    const callback = rest.pop();
    if (!chance || typeof callback !== 'function') return Reflect.apply(real, crypto, [view, ...rest, callback]);
    Reflect.apply(crypto.randomFillSync, crypto, [view, ...rest]);
    platform.setImmediate(() => Reflect.apply(callback, undefined, [null, view]));
    return undefined;
  };
}

/** The bytes that an offset and a size, in elements of the view, select. */
function part(view: ArrayBufferView | ArrayBuffer, offset = 0, size?: number): Uint8Array {
  const whole = view instanceof ArrayBuffer ? view : view.buffer;
  const start = view instanceof ArrayBuffer ? 0 : view.byteOffset;
  const step = 'BYTES_PER_ELEMENT' in view && typeof view.BYTES_PER_ELEMENT === 'number' ? view.BYTES_PER_ELEMENT : 1;
  return new Uint8Array(
    whole,
    start + offset * step,
    size === undefined ? view.byteLength - offset * step : size * step,
  );
}

let interceptorsDraw = false;

/** From now on MSW draws from Math.random too (ids of requests, ports), and a client's draws must not depend on the lane. */
export function interceptorsWillDraw(): void {
  interceptorsDraw = true;
}

/** Whether the function that called `door` is one of MSW's. */
function drawnByInterceptors(door: () => number): boolean {
  if (!interceptorsDraw) return false;
  const depth = Error.stackTraceLimit;
  const place: { stack?: string } = {};
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(place, door);
  Error.stackTraceLimit = depth;
  return place.stack?.includes('@mswjs/interceptors') ?? false;
}
