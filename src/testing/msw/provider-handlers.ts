import type { HttpHandler } from 'msw/http';
import type { Effect } from '../../model/case.ts';
import type { FailHow } from './error-step.ts';

/** How a provider is mocked. */
export interface HandlersOptions {
  /** What it answers from the start and after each `reset`, as `play` takes it; when left out: success. */
  tape?: string;
  /** Where requests go: a URL, or `*` for any host and any path before the operation's own; when left out: the catalogue's. */
  origin?: string;
  /** `checked`: a request with wrong credentials is refused as the provider would. When left out: `any`, none too. */
  credentials?: 'any' | 'checked';
  /** Real milliseconds before each reply; when left out: 0. */
  delayMs?: number;
  /**
   * The provider's clock, in milliseconds of the epoch, such as the `now` of `Date`. It matters only to `checked` credentials that
   * tell the time of a request. When left out, no clock is read: the time that a request tells is right.
   */
  now?: () => number;
}

/** MSW's handlers of a provider, one an operation, to spread into MSW, and what they are told while they run. */
export interface ProviderHandlers<Name extends string = string> extends Array<HttpHandler> {
  /**
   * From now on the operations that a tape names take its steps, one a request, then succeed. Other operations go on as they were.
   *
   * @example
   * mock.play('createPaymentSession: 500 after-commit, ok | getPaymentSession: state:sent')
   * @throws {SadpathError} for a tape that cannot be read, and an operation or a fault that does not exist: names those that do.
   */
  play(tape: string): void;
  /**
   * From now on an operation fails with a documented error: a code, or an HTTP status. For ever, unless `how.times` says so.
   *
   * @example
   * mock.fail('createPaymentSession', 'invalid_amount')
   * @throws {SadpathError} for what the catalogue does not know: names what it does.
   */
  fail(operation: Name, error: string | number, how?: FailHow): void;
  /** Back to the start: the first tape from its beginning, and a provider where nothing has happened. */
  reset(): void;
  /**
   * Sees to it that the resource which an operation needs exists, and returns its id, the same one each time: for a page that shows
   * a payment which it has not made.
   *
   * @throws {SadpathError} for an operation that needs none, or does not exist.
   */
  given(operation: Name): string;
  /** What has happened at the provider since the start: one entry a payment, refund, …, `open` where it is not final. */
  effects(): Pick<Effect, 'kind' | 'resource' | 'state'>[];
}
