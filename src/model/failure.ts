import { plain } from './plain.ts';

/** More of a message helps nobody; the longest of ours lists every check. */
const longest = 4000;

/** The parts of a {@link SadpathError}'s one line. */
export interface FailureParts {
  /** What could not be done, with its values: `read the tape "500 ok"`. */
  to: string;
  /** Why. */
  because: string;
  /** What the reader can do about it, a whole sentence. */
  next?: string;
  /** The error underneath. */
  cause?: unknown;
}

/**
 * The one error that sadpath throws at its users. Its message is a single line:
 * "Failed to ⟨do⟩ ⟨what, with values⟩: ⟨cause⟩. ⟨Next step⟩."
 * Whatever the values and causes hold: newlines, escape sequences and marks that nobody sees are spelled out.
 *
 * @example
 * throw new SadpathError({ to: 'find client "x"', because: 'the config defines "a"', next: 'Pass --client a.' });
 */
export class SadpathError extends Error {
  override name = 'SadpathError';

  /** Takes the parts of its line, or a whole line that such an error had in another process. */
  constructor(parts: FailureParts | { line: string }) {
    super(plain('line' in parts ? parts.line : lineOf(parts), longest), 'cause' in parts ? { cause: parts.cause } : {});
  }
}

function lineOf({ to, because, next }: FailureParts): string {
  return `Failed to ${to}: ${because.replace(/\.$/, '')}.${next ? ` ${next}` : ''}`;
}
