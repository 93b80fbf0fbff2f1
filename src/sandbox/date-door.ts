import { platform } from './platform.ts';
import { replace } from './replace.ts';
import { virtualNow, virtualUptime, world } from './virtual-clock.ts';

/**
 * Puts `Date`, `performance.now`, `process.hrtime` and `process.hrtime.bigint` onto the virtual clock while a scenario runs.
 * Dates of either world are instances of the one `Date`.
 */
export function openDateDoor(): void {
  replace(globalThis, 'Date', () => SandboxDate);
  platform.Date.prototype.constructor = SandboxDate;
  replace(performance, 'now', (real) => () => (world.virtual ? virtualUptime() : Reflect.apply(real, performance, [])));
  replace(process, 'hrtime', (real) => {
    const hrtime = (since?: [number, number]): [number, number] => {
      if (!world.virtual) return real(since);
      if (since !== undefined) real(since);
      return pair(virtualNanoseconds() - (since ? BigInt(since[0]) * giga + BigInt(since[1]) : 0n));
    };
    const bigint = (): bigint => (world.virtual ? virtualNanoseconds() : real.bigint());
    return Object.assign(hrtime, { bigint });
  });
}

const giga = 1_000_000_000n;

function virtualNanoseconds(): bigint {
  return BigInt(Math.round(virtualUptime() * 1e6));
}

function pair(nanoseconds: bigint): [number, number] {
  const seconds = nanoseconds / giga;
  return [Number(seconds), Number(nanoseconds - seconds * giga)];
}

function SandboxDate(...args: unknown[]): unknown {
  if (!new.target) return Reflect.construct(platform.Date, world.virtual ? [virtualNow()] : []).toString();
  const given = args.length === 0 && world.virtual ? [virtualNow()] : args;
  return Reflect.construct(platform.Date, given, new.target === SandboxDate ? platform.Date : new.target);
}

SandboxDate.prototype = platform.Date.prototype;
Object.defineProperties(SandboxDate, {
  name: { value: 'Date' },
  length: { value: 7 },
  prototype: { writable: false },
  now: {
    value: function now(): number {
      return world.virtual ? virtualNow() : platform.Date.now();
    },
    writable: true,
    configurable: true,
  },
});
