import type { FaultFamily } from '../../model/fault-family.ts';
import type { WireReply } from '../../model/reply.ts';
import { garbledUnder } from '../garbled-under.ts';

/** What is known of a reply whose body is spoilt, beside the reply. */
export interface BodyArguments {
  /** The place in the body that is meant, from 0: `wrong-type@2`. */
  at?: number;
  /** The error codes that it carries. */
  codes?: readonly string[];
  /** The body that a success would have had. */
  success?: string;
}

/** One way in which a body is not as the document has it, around whatever it says. It touches the body and its headers, never the status. */
export interface BodyFault {
  /** Its name in a tape: `ok as=bom`. */
  name: string;
  /** What is odd about it, one sentence. */
  summary: string;
  /** Whether a patient reader can still make out what the provider means. */
  legible: boolean;
  /** Whether the body is so large that what a client needs for it is measured. */
  heavy?: true;
  /** The reply as the client will get it. A body that it cannot be done to stays as it is. Pure. */
  apply(reply: WireReply, given: BodyArguments): WireReply;
}

/** What a spoilt body leaves the client with. */
export function bodyFamily({ legible }: BodyFault, status: number): FaultFamily {
  return legible && status < 500 ? 'legible' : garbledUnder(status);
}
