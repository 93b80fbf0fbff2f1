import { delay } from 'msw/utils/delay';
import { SadpathError } from '../../model/failure.ts';
import { parseTape } from '../../model/parse-tape.ts';
import { plain } from '../../model/plain.ts';
import type { Provider } from '../../model/provider.ts';
import type { WireReply } from '../../model/reply.ts';
import type { Step } from '../../model/tape.ts';
import { jsonReply } from '../../simulator/json-reply.ts';
import { checkSteps } from './check-steps.ts';
import { errorStep, type FailHow } from './error-step.ts';
import { headerStep, tapeHeader } from './header-step.ts';
import { mockProvider } from './mocked-provider.ts';
import { perform } from './perform.ts';
import { Playhead } from './playhead.ts';
import type { HandlersOptions, ProviderHandlers } from './provider-handlers.ts';
import { mostLiteralFirst, register } from './register.ts';
import { routePattern } from './route-pattern.ts';

/**
 * MSW handlers of a provider: a front end, a Storybook or an end-to-end test gets each documented error on demand, in Node and in a
 * browser. The provider is stateful, as it is for `sadpath run`: what was created can be read, and idempotency keys are replayed.
 * Each call makes a provider of its own.
 *
 * A single request may say what it is answered, in the header `x-sadpath-tape: 429 ra=2`: one step of a tape, percent-encoded where
 * it has to be. It takes no step of the tape that plays. What cannot be read is answered 400, and warned of on the console.
 *
 * @example
 * const mock = handlers(banked);
 * const server = setupServer(...mock);   // of msw/node; setupWorker of msw/browser
 * mock.fail('createPaymentSession', 'invalid_amount');
 * @typeParam Name Names of its operations, where you want them checked by the compiler.
 * @throws {SadpathError} for a tape, origin or delay that cannot be used.
 */
export function handlers<Name extends string = string>(
  provider: Provider,
  options: HandlersOptions = {},
): ProviderHandlers<Name> {
  const { tape = '', origin = provider.origin, credentials = 'any', delayMs = 0, now } = options;
  checkDelay(delayMs);
  const fresh = () => mockProvider(provider, { credentials, now });
  const started = () => {
    const playhead = new Playhead();
    playhead.play(readTape(provider, tape));
    return playhead;
  };
  let mocked = fresh();
  let playhead = started();

  async function resolve(name: string, request: Request, url: string): Promise<Response> {
    const { signal } = request;
    const asked = {
      method: request.method,
      url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    const step = stepOf(provider, name, request, () => playhead.take(name));
    if ('refused' in step) return perform(step.refused, signal);
    const { wire, over } = mocked.answer(name, asked, step.step);
    try {
      if (delayMs > 0) await delay(delayMs);
      return await perform(wire, signal);
    } finally {
      over();
    }
  }

  const list = mostLiteralFirst(provider).map(([name, operation]) => {
    const { pattern, rewrite } = routePattern(provider, operation, origin);
    return register(operation)(pattern, ({ request }) => resolve(name, request, rewrite(request.url)));
  });
  return Object.assign(list, {
    play: (next: string) => playhead.play(readTape(provider, next)),
    fail(operation: Name, error: string | number, how?: FailHow) {
      const track = { operation, steps: [errorStep(provider, operation, error, how)] };
      checkSteps(provider, [track], { to: `make ${operation} of ${provider.id} fail with ${JSON.stringify(error)}` });
      playhead.play([track]);
    },
    reset() {
      mocked = fresh();
      playhead = started();
    },
    given(operation: Name) {
      const id = mocked.given(operation);
      if (id !== undefined) return id;
      throw nothingGiven(provider, operation);
    },
    effects: () => mocked.effects(),
  });
}

function readTape(provider: Provider, text: string) {
  const tape = parseTape(text);
  checkSteps(provider, tape, { to: `play the tape ${JSON.stringify(text)}` });
  return tape;
}

/** What a request is answered by: its own header before the tape that plays. */
function stepOf(
  provider: Provider,
  operation: string,
  { headers }: Request,
  next: () => Step | undefined,
): { step: Step | undefined } | { refused: WireReply } {
  const own = headers.get(tapeHeader);
  if (own === null) return { step: next() };
  try {
    return { step: headerStep(provider, operation, own) };
  } catch (error) {
    if (!(error instanceof SadpathError)) throw error;
    const line = plain(error.message, 1000);
    // The page may well swallow a 400; whoever wrote the header should hear of it all the same.
    console.warn(`[sadpath] ${line}`);
    return { refused: jsonReply(400, { sadpath: line }) };
  }
}

function checkDelay(delayMs: number): void {
  if (delayMs >= 0 && delayMs < 2 ** 31) return;
  throw new SadpathError({
    to: `delay replies by ${delayMs} ms`,
    because: 'a timer takes 0 to 2147483647',
    next: 'Play `stall` for a reply that never comes.',
  });
}

function nothingGiven({ id, operations }: Provider, operation: string): SadpathError {
  const needing = Object.entries(operations).filter(([, { given }]) => given !== undefined);
  const known = needing.map(([name, { given }]) => `${name} (${given})`).join(', ');
  return new SadpathError({
    to: `make what ${operation} of ${id} needs`,
    because: known === '' ? `no operation of ${id} needs anything` : `those that need something are ${known}`,
  });
}
