/**
 * Puts another value in the place of a property, once and for good. A function keeps the name, the length and the own
 * properties (`util.promisify.custom`) of the one that it stands for.
 *
 * `make` is given the value that was there, and decides at each call which of the two worlds it belongs to.
 */
export function replace<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  make: (real: Owner[Name]) => unknown,
): void {
  const real = owner[name];
  const made = make(real);
  if (typeof made === 'function' && typeof real === 'function') {
    for (const key of Reflect.ownKeys(real)) {
      const theirs = Object.getOwnPropertyDescriptor(real, key);
      const ours = Object.getOwnPropertyDescriptor(made, key);
      if (theirs && (!ours || (ours.configurable && (key === 'name' || key === 'length')))) {
        Object.defineProperty(made, key, theirs);
      }
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    value: made,
    writable: true,
    configurable: true,
    enumerable: descriptor?.enumerable ?? true,
  });
}
