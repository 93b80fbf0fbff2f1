/** What a client must leave as it found it: globals, and the prototypes that every module shares. */
export type Realm = readonly Owned[];

/** What one object owns, in a form that is quickly compared. */
interface Owned {
  readonly owner: string;
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly properties: readonly PropertyDescriptor[];
}

const shared: readonly (readonly [string, object])[] = [
  ['globalThis', globalThis],
  ...[Object, Function, Array, String, Number, Boolean, Symbol, Promise, Error, TypeError, Map, Set, Date, RegExp].map(
    (made): [string, object] => [`${made.name}.prototype`, made.prototype],
  ),
  ['JSON', JSON],
  ['Math', Math],
  ['Promise', Promise],
  ['Object', Object],
];

let latest: Realm = [];

/** Everything shared, as it is now. What is as it was the last time is not read anew: every scenario asks twice. */
export function snapshotRealm(): Realm {
  latest = shared.map(([owner, object], index) => {
    const known = latest[index];
    return known && isUntouched(known) ? known : ownedBy(owner, object);
  });
  return latest;
}

/**
 * The same where nothing but scenarios runs in the process: everything as the last one has left it. What has changed since then is the
 * doing of a scenario that is over, and does not repeat alone.
 */
export function realmAsLeft(): Realm {
  return latest.length > 0 ? latest : snapshotRealm();
}

/** What was added, taken away or replaced since, by name. */
export function changedSince(before: Realm): string[] {
  latest = before.map((owned) => (isUntouched(owned) ? owned : ownedBy(owned.owner, owned.object)));
  return before
    .flatMap((owned, index) => {
      const now = latest[index];
      return now && now !== owned ? changesOf(owned, now) : [];
    })
    .sort();
}

/**
 * Takes away what was added, enumerably, to the prototype of all objects since, and returns it by name. Whatever walks through an object
 * finds it there; what comes after the client has to work all the same.
 */
export function unpolluted(before: Realm): string[] {
  const known = before.find(({ object }) => object === Object.prototype)?.keys ?? [];
  return Object.keys(Object.prototype)
    .filter((key) => !known.includes(key) && Reflect.deleteProperty(Object.prototype, key))
    .map((key) => `Object.prototype.${key}`);
}

function ownedBy(owner: string, object: object): Owned {
  const keys = keysOf(object);
  return { owner, object, keys, properties: keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key) ?? {}) };
}

/** A symbol on globalThis is how packages find themselves again when they are loaded twice: it is in nobody's way. */
function keysOf(object: object): PropertyKey[] {
  return object === globalThis ? Object.getOwnPropertyNames(object) : Reflect.ownKeys(object);
}

/** Whether an object still owns exactly this. Quick to say yes: most scenarios touch nothing. */
function isUntouched({ object, keys, properties }: Owned): boolean {
  const now = keysOf(object);
  if (now.length !== keys.length) return false;
  for (let index = 0; index < now.length; index += 1) {
    const key = now[index];
    const before = properties[index];
    if (key === undefined || key !== keys[index] || !before) return false;
    if (isReplaced(before, Reflect.getOwnPropertyDescriptor(object, key))) return false;
  }
  return true;
}

function isReplaced(before: PropertyDescriptor, now: PropertyDescriptor | undefined): boolean {
  return !now || !Object.is(before.value, now.value) || before.get !== now.get || before.set !== now.set;
}

function changesOf(before: Owned, now: Owned): string[] {
  const then = byKey(before);
  const since = byKey(now);
  return [...new Set([...then.keys(), ...since.keys()])]
    .filter((key) => differs(then.get(key), since.get(key)))
    .map((key) => `${before.owner}.${String(key)}`);
}

function byKey({ keys, properties }: Owned): Map<PropertyKey, PropertyDescriptor | undefined> {
  return new Map(keys.map((key, index) => [key, properties[index]]));
}

function differs(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (!before || !now) return true;
  // Node defines many globals as getters that turn into values when they are first read: that is no change of the client's.
  return before.get && 'value' in now ? false : isReplaced(before, now);
}
