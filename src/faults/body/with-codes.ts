import type { WireReply } from '../../model/reply.ts';
import { eachLeaf, withJson } from './with-json.ts';

/** A reply with each of its error codes written otherwise, wherever it stands. */
export function withCodes(reply: WireReply, codes: readonly string[] = [], write: (code: string) => string): WireReply {
  return withJson(reply, (body) =>
    eachLeaf(body, (leaf) => (typeof leaf === 'string' && codes.includes(leaf) ? write(leaf) : leaf)),
  );
}
