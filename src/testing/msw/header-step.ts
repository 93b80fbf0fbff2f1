import { SadpathError } from '../../model/failure.ts';
import { parseTape } from '../../model/parse-tape.ts';
import { plain } from '../../model/plain.ts';
import type { Provider } from '../../model/provider.ts';
import type { Step } from '../../model/tape.ts';
import { checkSteps } from './check-steps.ts';

/** The request header that says what its own request is answered: one step of a tape, percent-encoded where it has to be. */
export const tapeHeader = 'x-sadpath-tape';

/**
 * Reads the one step that a request asks for.
 *
 * @throws {SadpathError} for anything but one step of the operation that the request is for.
 */
export function headerStep(provider: Provider, operation: string, value: string): Step {
  const to = `read the header ${tapeHeader} "${plain(value, 120)}"`;
  const tape = parseTape(decoded(value, to));
  checkSteps(provider, tape, { to, main: operation });
  const [track, ...others] = tape;
  const [step, ...more] = track?.steps ?? [];
  if (step && others.length + more.length === 0 && (step.times ?? 1) === 1) {
    if ((track?.operation ?? operation) === operation) return step;
    throw new SadpathError({ to, because: `the request is for ${operation}`, next: 'Leave the operation out.' });
  }
  throw new SadpathError({
    to,
    because: 'it speaks of one request, and so has one step',
    next: 'Write one step, such as "429 ra=2".',
  });
}

function decoded(value: string, to: string): string {
  try {
    return decodeURIComponent(value);
  } catch (cause) {
    throw new SadpathError({ to, because: 'a % begins no percent-encoding', next: 'Write %25 for a %.', cause });
  }
}
