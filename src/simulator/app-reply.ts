import type { WireReply } from '../model/reply.ts';

/** What the application answers, before the way back does anything to it: its bytes, and what a trace says of them. */
export interface AppReply {
  wire: WireReply;
  kind: 'ok' | 'error' | 'state';
  /** Requirement id of the row that it shows. */
  row?: string;
  /** The document names other statuses for what that row is about. */
  elsewhere?: true;
  codes: string[];
  /** The error type or result status that it carries; a success is told by its kind. */
  type?: string;
  message?: string;
  /** Ids that an error lists as done. */
  resources?: string[];
  /** The state that it shows of the resource. */
  state?: string;
  /** Every text in the fields that say why it is in that state. */
  reasons?: string[];
  /** An error that leaves open whether it happened. */
  ambiguous?: true;
}
