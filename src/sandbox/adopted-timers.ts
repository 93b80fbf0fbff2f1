import { platform } from './platform.ts';
import { replace } from './replace.ts';
import { isUndiciTick } from './undici-tick.ts';
import { world } from './virtual-clock.ts';
import { type Callback, VirtualTimer } from './virtual-timer.ts';

/** How a timer of the platform was made. */
export interface Recipe {
  callback: Callback;
  delay: unknown;
  args: unknown[];
  repeats: boolean;
}

const recipes = new WeakMap<object, Recipe>();
const adopted = new WeakMap<object, VirtualTimer>();
const ticks: (object | VirtualTimer)[] = [];

/** Remembers a timer that was made through the sandbox's door, so that it can change worlds. */
export function remember(handle: object, recipe: Recipe): void {
  if (!(handle instanceof VirtualTimer)) recipes.set(handle, recipe);
  if (isUndiciTick(recipe.callback, recipe.delay)) ticks.push(handle);
}

/** The virtual timer that goes on in a real one's place. */
export function adoptedBy(handle: unknown): VirtualTimer | undefined {
  return typeof handle === 'object' && handle !== null ? adopted.get(handle) : undefined;
}

/**
 * Lets real timers that are refreshed during a scenario go on in virtual time, if they were made through the door. A server's own
 * socket timers were not, and stay real.
 */
export function openRefreshDoor(): void {
  const sample = platform.setTimeout(() => {}, 0);
  platform.clearTimeout(sample);
  const prototype = Object.getPrototypeOf(sample);
  replace(prototype, 'refresh', (real) => {
    return function refresh(this: object) {
      const virtual = adopted.get(this) ?? (world.virtual ? adopt(this) : undefined);
      if (virtual) virtual.refresh();
      else Reflect.apply(real, this, []);
      return this;
    };
  });
  for (const name of ['close', Symbol.dispose]) {
    replace(prototype, name, (real) => {
      return function close(this: object) {
        adopted.get(this)?.close();
        return Reflect.apply(real, this, []);
      };
    });
  }
}

/** Takes undici's tick along into virtual time, where it is armed: a scenario begins. */
export function takeTicksAlong(): void {
  for (const tick of ticks) {
    if (!(tick instanceof VirtualTimer) && !adopted.has(tick) && Reflect.get(tick, '_destroyed') === false) adopt(tick);
    else virtualTick(tick)?.refreshIfArmed();
  }
}

/** Takes undici's tick back into real time, if it is still armed: a scenario has ended. */
export function takeTicksBack(): void {
  for (const tick of ticks) virtualTick(tick)?.refreshIfArmed();
}

/** Whether a timer is undici's tick. */
export function isTick(timer: VirtualTimer): boolean {
  return ticks.some((tick) => virtualTick(tick) === timer);
}

function virtualTick(tick: object): VirtualTimer | undefined {
  return tick instanceof VirtualTimer ? tick : adopted.get(tick);
}

function adopt(native: object): VirtualTimer | undefined {
  const recipe = recipes.get(native);
  if (!recipe) return undefined;
  Reflect.apply(platform.clearTimeout, globalThis, [native]);
  const virtual = new VirtualTimer(recipe.callback, recipe.delay, recipe.args, recipe.repeats);
  adopted.set(native, virtual);
  return virtual;
}
