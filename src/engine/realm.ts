/** What a client must leave as it found it: globals, and the prototypes that every module shares. */
export type Realm = ReadonlyMap<string, PropertyDescriptor>;

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

/** Everything shared, as it is now. */
export function snapshotRealm(): Realm {
  const entries = shared.flatMap(([owner, object]) =>
    Reflect.ownKeys(object)
      // A symbol on globalThis is how packages find themselves again when they are loaded twice: it is in nobody's way.
      .filter((key) => object !== globalThis || typeof key === 'string')
      .map((key): [string, PropertyDescriptor] => [
        `${owner}.${String(key)}`,
        Reflect.getOwnPropertyDescriptor(object, key) ?? {},
      ]),
  );
  return new Map(entries);
}

/** What was added, taken away or replaced since, by name. */
export function changedSince(before: Realm): string[] {
  const now = snapshotRealm();
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].filter((name) => differs(before.get(name), now.get(name))).sort();
}

function differs(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (!before || !now) return true;
  // Node defines many globals as getters that turn into values when they are first read: that is no change of the client's.
  if (before.get && 'value' in now) return false;
  return !Object.is(before.value, now.value) || before.get !== now.get || before.set !== now.set;
}
