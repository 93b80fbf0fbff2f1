import type { WireReply } from '../../model/reply.ts';

/** A reply whose JSON object has one more field, the first one, with a value as it is written. A body that is no object stays as it is. */
export function withField(reply: WireReply, name: string, value: string): WireReply {
  const { body } = reply;
  if (!body.startsWith('{')) return reply;
  const rest = body.slice(1);
  return { ...reply, body: `{${JSON.stringify(name)}:${value}${rest.trimStart().startsWith('}') ? '' : ','}${rest}` };
}
