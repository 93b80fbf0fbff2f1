import { readFileSync } from 'node:fs';

/**
 * Reads a file of JSON.
 *
 * @param refused makes the error of why it cannot be read, for the file that it is.
 */
export function readJson(file: string, refused: (because: string, cause: unknown) => Error): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const because =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : String(cause);
    throw refused(because, cause);
  }
}
