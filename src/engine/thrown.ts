import type { Thrown } from '../model/trace.ts';

const rawClasses: readonly { prototype: object }[] = [TypeError, SyntaxError, ReferenceError, RangeError];

/** What Node says of a call that hands it something wrong: an accident like any other, under a code of Node's. */
const wrongArgument =
  /^ERR_(INVALID_ARG_TYPE|INVALID_ARG_VALUE|MISSING_ARGS|OUT_OF_RANGE|INVALID_CHAR|HTTP_INVALID_HEADER_VALUE)$/;

/** What was thrown, as plain data. Reads getters of a foreign object, and survives those that throw. */
export function thrownOf(error: unknown): Thrown {
  const cause = read(error, 'cause');
  return {
    ...described(error),
    raw: isRaw(error),
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

/** Node's own have a prototype of their own each, and the constructor of the class that they refine. */
function isRaw(error: unknown): boolean {
  const made = prototypeOf(error);
  const code = read(error, 'code');
  return rawClasses.some(
    (raw) =>
      raw.prototype === made ||
      (typeof code === 'string' && wrongArgument.test(code) && read(error, 'constructor') === raw),
  );
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

/** Whoever puts the body of a reply into a message may put 50 MB there. */
const longest = 10_000;

function text(value: unknown): string {
  try {
    const whole = String(value);
    return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
  } catch {
    return 'something that has no text';
  }
}
