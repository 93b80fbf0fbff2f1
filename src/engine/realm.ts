import { own } from './own-language.ts';
import { type Named, usedObjects, wholeObjects } from './shared-objects.ts';

/** What a client must leave as it found it: globals, and the objects that every module shares. */
export type Realm = readonly Owned[];

/** What one object owns, in a form that is quickly compared. */
interface Owned {
  readonly owner: string;
  readonly object: object;
  /** Everything that it owns counts, not only what it owned before. */
  readonly whole: boolean;
  readonly extensible: boolean;
  readonly keys: readonly PropertyKey[];
  readonly properties: readonly PropertyDescriptor[];
}

let latest: Realm = [];

/** Everything shared, as it is now. What is as it was the last time is not read anew: every scenario asks twice. */
export function snapshotRealm(): Realm {
  const used = usedObjects();
  const now: Owned[] = [];
  for (let index = 0; index < wholeObjects.length + used.length; index += 1) {
    const whole = index < wholeObjects.length;
    const named: Named | undefined = whole ? wholeObjects[index] : used[index - wholeObjects.length];
    const known = latest[index];
    if (named)
      now[index] = known?.object === named[1] && isUntouched(known) ? known : ownedBy(named[0], named[1], whole);
  }
  latest = now;
  return latest;
}

/**
 * The same where nothing but scenarios runs in the process: everything as the last one has left it. What has changed since then is the
 * doing of a scenario that is over, and does not repeat alone.
 */
export function realmAsLeft(): Realm {
  return latest.length > 0 ? latest : snapshotRealm();
}

/** What was added, taken away, replaced or frozen since, by name. Works whatever a client has replaced. */
export function changedSince(before: Realm): string[] {
  const now: Owned[] = [];
  const names: string[] = [];
  for (let index = 0; index < before.length; index += 1) {
    const then = before[index];
    if (!then) continue;
    const since = isUntouched(then) ? then : ownedBy(then.owner, then.object, then.whole);
    now[index] = since;
    if (since !== then) tellChanges(then, since, names);
  }
  latest = now;
  return names;
}

/**
 * Takes away what was added, enumerably, to the prototype of all objects since, and returns it by name. Whatever walks through an object
 * finds it there; what comes after the client has to work all the same.
 */
export function unpolluted(before: Realm): string[] {
  const names: string[] = [];
  // By hand: the methods of arrays may be broken, too.
  for (const key in Object.prototype) {
    if (isKnown(before, key) || !own.remove(Object.prototype, key)) continue;
    names[names.length] = `Object.prototype.${key}`;
  }
  return names;
}

function isKnown(before: Realm, key: PropertyKey): boolean {
  for (let index = 0; index < before.length; index += 1) {
    const owned = before[index];
    if (owned?.object === Object.prototype) return find(owned, key) !== undefined;
  }
  return false;
}

/** Puts everything back as it was, as far as that can be done: what is frozen stays frozen. */
export function restoreRealm(before: Realm): void {
  for (let index = 0; index < before.length; index += 1) {
    const then = before[index];
    if (!then || isUntouched(then)) continue;
    const since = ownedBy(then.owner, then.object, then.whole);
    for (let at = 0; at < since.keys.length; at += 1) {
      const key = since.keys[at];
      if (key !== undefined && !find(then, key)) own.remove(then.object, key);
    }
    for (let at = 0; at < then.keys.length; at += 1) {
      const key = then.keys[at];
      const property = then.properties[at];
      if (key !== undefined && property && differs(property, find(since, key))) own.define(then.object, key, property);
    }
  }
  latest = before;
}

function ownedBy(owner: string, object: object, whole: boolean): Owned {
  const keys: PropertyKey[] = [];
  const properties: PropertyDescriptor[] = [];
  const all = keysOf(object);
  for (let index = 0; index < all.length; index += 1) {
    const key = all[index];
    const property = key === undefined ? undefined : own.property(object, key);
    if (key === undefined || !property || !(whole || isUsed(property))) continue;
    keys[keys.length] = key;
    properties[properties.length] = property;
  }
  return { owner, object, whole, extensible: own.isExtensible(object), keys, properties };
}

/** Of the platform's objects: functions, and settings. Books that they keep are objects and numbers. */
function isUsed({ value }: PropertyDescriptor): boolean {
  return typeof value === 'function' || typeof value === 'boolean' || typeof value === 'string';
}

/** A symbol on globalThis is how packages find themselves again when they are loaded twice: it is in nobody's way. */
function keysOf(object: object): PropertyKey[] {
  return object === globalThis ? own.names(object) : own.keys(object);
}

/** Whether an object still owns exactly this. Quick to say yes: most scenarios touch nothing. */
function isUntouched(owned: Owned): boolean {
  if (own.isExtensible(owned.object) !== owned.extensible) return false;
  return owned.whole ? isWholeUntouched(owned) : isUsedUntouched(owned);
}

function isWholeUntouched({ object, keys, properties }: Owned): boolean {
  const now = keysOf(object);
  if (now.length !== keys.length) return false;
  for (let index = 0; index < now.length; index += 1) {
    const key = now[index];
    const before = properties[index];
    if (key === undefined || key !== keys[index] || !before) return false;
    if (isReplaced(before, own.property(object, key))) return false;
  }
  return true;
}

function isUsedUntouched({ object, keys, properties }: Owned): boolean {
  const values: { readonly [key: PropertyKey]: unknown } = Object(object);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index];
    if (key !== undefined && values[key] !== properties[index]?.value) return false;
  }
  return true;
}

function isReplaced(before: PropertyDescriptor, now: PropertyDescriptor | undefined): boolean {
  return !now || !own.is(before.value, now.value) || before.get !== now.get || before.set !== now.set;
}

function tellChanges(then: Owned, since: Owned, names: string[]): void {
  const tell = (name: string): void => {
    names[names.length] = name;
  };
  if (then.extensible !== since.extensible) tell(`${then.owner} (frozen)`);
  for (let index = 0; index < then.keys.length; index += 1) {
    const key = then.keys[index];
    if (key !== undefined && differs(then.properties[index], find(since, key))) tell(`${then.owner}.${String(key)}`);
  }
  for (let index = 0; then.whole && index < since.keys.length; index += 1) {
    const key = since.keys[index];
    if (key !== undefined && !find(then, key)) tell(`${then.owner}.${String(key)}`);
  }
}

function find({ keys, properties }: Owned, key: PropertyKey): PropertyDescriptor | undefined {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === key) return properties[index];
  return undefined;
}

function differs(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (!before || !now) return true;
  // Node defines many globals as getters that turn into values when they are first read: that is no change of the client's.
  return before.get && 'value' in now ? false : isReplaced(before, now);
}
