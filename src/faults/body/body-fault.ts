import type { FaultFamily } from '../../model/fault-family.ts';
import type { WireReply } from '../../model/reply.ts';
import { garbledUnder } from '../garbled-under.ts';

/** One way in which a body is not as the document has it, around whatever it says. It touches the body and its headers, never the status. */
export interface BodyFault {
  /** Its name in a tape: `ok as=bom`. */
  name: string;
  /** What is odd about it, one sentence. */
  summary: string;
  /** Whether a patient reader can still make out what the provider means. */
  legible: boolean;
  /** The reply as the client will get it; `at`: the place in the body that is meant, from 0. Pure. */
  apply(reply: WireReply, at?: number): WireReply;
}

/** What a spoilt body leaves the client with. */
export function bodyFamily({ legible }: BodyFault, status: number): FaultFamily {
  return legible && status < 500 ? 'legible' : garbledUnder(status);
}
