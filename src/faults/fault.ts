import type { FaultFamily } from '../model/fault-family.ts';
import type { WireReply } from '../model/reply.ts';

/** What a step may say about its fault. */
export interface FaultArguments {
  /** A byte position: `cut@120`. */
  at?: number;
  /** The status of the reply that carries it: `html 502`. */
  status?: number;
  /** The body that it carries: `json 400 "[]"`. */
  text?: string;
}

/** One way in which a reply goes wrong. A fault rewrites a reply; it never touches a socket or a clock. */
export interface Fault {
  /** Its name in a tape. */
  name: string;
  /** What happens, one sentence. */
  summary: string;
  /**
   * `edge`: a gateway answers before the application has seen the request, so nothing is looked up or stored.
   * `transport`: whatever the application answered is spoilt on its way back.
   */
  stage: 'edge' | 'transport';
  /** Statuses that make sense for it, the likeliest first; empty where the reply's own status stands. */
  statuses: number[];
  /** Whether a tape writes out its body. */
  takesText?: true;
  /** What it leaves the client with, under the status that it comes with (0 where none does). */
  family(status: number): FaultFamily;
  /** The reply as the client will get it. Pure. */
  apply(reply: WireReply, given: FaultArguments): WireReply;
}
