/** What ends a call that nobody answers: when, seen from the moment at which the call is made. */
export type End =
  /** After as long as was asked for, to the millisecond. */
  | 'exact'
  /** After as long as was asked for and 1 ms more: the stack waits once more before it gives up. */
  | 'exact+1'
  /** After as long as was asked for, rounded up to a tick of 499 ms. */
  | 'tick'
  /** After 300,000 ms, rounded up to a tick of 499 ms: what undici waits when nobody tells it otherwise. */
  | '300 s'
  /** After 10,000 ms, which ky waits when nobody tells it otherwise. */
  | '10 s'
  /** Nothing. */
  | 'never';

/** One way to bound a call over one HTTP stack, as its documentation shows it. */
export interface Way {
  stack: string;
  /** How the bound is written, `T` being its milliseconds. */
  bound: string;
  /** What the request leaves the process through. */
  door: 'fetch' | 'socket';
  url: string;
  /** Sends a POST, reads the whole reply and gives back its status; bounded by so many milliseconds. */
  call(url: string, ms: number): Promise<number | undefined>;
  /** What ends the call when nothing comes at all, and when the body of the reply stops half-way. */
  ends: { nothing: End; half: End };
}

/** Where the calls go: a name that nobody can own. */
export const secure = 'https://provider.sadpath.test/v1/payments';

/** The same without TLS. */
export const plain = 'http://provider.sadpath.test/v1/payments';
