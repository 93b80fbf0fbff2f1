import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Lane } from '../model/scenario.ts';

/** Who sent a request. */
export interface Sender {
  /** By which door it came: global fetch on its platform's own dispatcher, or anything else that opens sockets. */
  door: 'fetch' | 'socket';
  /** The call that it belongs to, as {@link Time.withCall} named it; absent where the async context was lost. */
  call?: string;
  /** Stands for one call of global fetch: the requests that this sends by itself, following redirects, have it in common. */
  fetch?: object;
}

/** One request and what came of it. */
export interface Exchange extends Sender {
  /** Counts the exchanges of the scenario from 1. */
  number: number;
  /** Virtual milliseconds since the scenario began. */
  at: number;
}

/** Virtual time, for the scenario itself. */
export interface Time {
  /** Virtual milliseconds since the scenario began. */
  now(): number;
  /** Resolves after so many virtual milliseconds; any number of them, 2^31 and more too. */
  sleep(ms: number): Promise<void>;
  /** Runs a call of the client; the exchanges that it brings about carry its id. */
  withCall<T>(id: string, call: () => T): T;
  /** Runs what belongs to the client, and to none of its calls. */
  withLife<T>(run: () => T): T;
  /**
   * Kills the client, as a crash of its process does: its connections break, its timers do not fire any more, and what its code still asks
   * for is never answered, nor seen by `respond`. It takes a virtual millisecond until the connections are seen to be broken. Whatever is run with a call or a life from now on belongs to the next one.
   */
  kill(): void;
  /** The call that the present code runs for; absent where the async context was lost. */
  calling(): string | undefined;
}

/** A scenario, as the sandbox plays it. None of the callbacks may throw, `respond` aside. */
export interface Play<T> {
  /**
   * `fetch`: global fetch answers by itself, without sockets. `msw`: through the platform's own stack and MSW. `wire`: through the
   * platform's own stack and the kernel, from a server in this process.
   */
  lane: Lane;
  /** Chance comes from it. */
  chance: string;
  /** Called once for each request, when it arrived whole, at its virtual instant. What it throws ends the scenario and rejects `play`. */
  respond(request: WireRequest, exchange: Exchange): WireReply;
  /** Asked first: answers a request that is meant for somebody else, and so is no exchange. `undefined`: it is not. */
  elsewhere?(request: WireRequest, sender: Sender): WireReply | undefined;
  /** The reply, a reset or a refusal reached an open request. Never called for a stall. */
  delivered?(exchange: Exchange): void;
  /** The client hung up (abort, timeout, socket destroyed) on an exchange that `respond` had been asked for. */
  aborted?(exchange: Exchange): void;
  /** Something reached past the client's calls: it is reported here, and neither ends the process nor reaches another scenario. */
  escaped?(kind: 'rejection' | 'exception' | 'connection', error: unknown): void;
  /** The scenario is over, whatever its end; what happens from now on is the clearing up. */
  ended?(): void;
  /** The scenario itself. Runs under the virtual clock. */
  body(time: Time): Promise<T>;
  /** Hosts (`telemetry.example`, with the port where it is not the scheme's own) answered with 204 without asking `respond`. */
  ignore?: string[];
  limits: {
    /** The clock does not move past so many virtual milliseconds. */
    virtualMs: number;
    /** One request more, and the scenario ends. */
    requests: number;
    /**
     * Asked with each request after the first thousand: whether the client is beyond help, so that nobody has to wait for the rest. Given
     * virtual milliseconds since the scenario began.
     */
    hopeless?(now: number): boolean;
  };
}

/** How a scenario came out. */
export type Played<T> = ({ ending: 'settled'; value: T } | { ending: 'hung' | 'time' | 'requests' }) & {
  /**
   * Timers that would not run out, intervals for instance (they were cleared), and loops that never rest. Above 0, or after `time` and
   * `requests`, code of the scenario may still be alive, and the process had better be recycled.
   */
  leftover: number;
  /** What would keep the process from ending, or outlive it, in words: `a server that listens`. Told only where nothing else runs in it. */
  left: string[];
  /** Events of `process` whose listeners the client took away, whoever's they were, among those that decide whether an error ends it. */
  unheard: string[];
};
