import type { Thrown } from '../model/trace.ts';

const rawClasses: readonly object[] = [TypeError, SyntaxError, ReferenceError, RangeError].map(
  (made) => made.prototype,
);

/** What was thrown, as plain data. Reads getters of a foreign object, and survives those that throw. */
export function thrownOf(error: unknown): Thrown {
  const cause = read(error, 'cause');
  return {
    ...described(error),
    raw: rawClasses.includes(prototypeOf(error)),
    ...(cause === undefined || cause === null ? {} : { cause: described(cause) }),
  };
}

function described(error: unknown): { name: string; message: string; code?: string } {
  const code = read(error, 'code');
  return {
    name: nameOf(error),
    message: text(read(error, 'message') ?? error),
    ...(typeof code === 'string' ? { code } : {}),
  };
}

/** Most subclasses of Error leave its `name` as it was: then their own says more. */
function nameOf(error: unknown): string {
  const name = text(read(error, 'name') ?? typeof error);
  const made = read(read(error, 'constructor'), 'name');
  return name === 'Error' && error instanceof Error && typeof made === 'string' && made !== '' ? made : name;
}

function prototypeOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? (Object.getPrototypeOf(value) ?? {}) : {};
}

function read(value: unknown, key: string): unknown {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  try {
    return Reflect.get(value, key);
  } catch {
    // A getter of the client's own error: what it hides is not there for the caller either.
    return undefined;
  }
}

function text(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'something that has no text';
  }
}
