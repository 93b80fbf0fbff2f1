import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import type { ReplyContent, WireReply, WireRequest } from '../model/reply.ts';
import { thrownOf } from './thrown.ts';

/**
 * A reply after the definition's own `reply` has had it, if there is one. When and how it breaks on its way stays as it was.
 *
 * @throws {SadpathError} when `reply` throws, or gives back what is no reply: that is nothing the client could be blamed for.
 */
export function withLastWord(
  { name, reply }: Pick<ClientDefinition, 'name' | 'reply'>,
  wire: WireReply,
  request: WireRequest,
): WireReply {
  if (!reply) return wire;
  const { status, headers, body } = wire;
  const given = contentOf(() => reply({ status, headers: { ...headers }, body }, request), name);
  return { ...wire, ...given, headers: lowerCased(given.headers) };
}

function contentOf(ask: () => ReplyContent, name: string): ReplyContent {
  const to = `let ${name} have the last word on a reply`;
  let given: ReplyContent;
  try {
    given = ask();
  } catch (error) {
    const { name: kind, message } = thrownOf(error);
    throw new SadpathError({ to, because: `reply threw ${kind}: ${message}`, cause: error });
  }
  // Its types may have been written by nobody.
  const { status, headers, body }: { [K in keyof ReplyContent]?: unknown } = given ?? {};
  if (typeof status === 'number' && typeof headers === 'object' && headers !== null && typeof body === 'string')
    return { status, headers: given.headers, body };
  throw new SadpathError({
    to,
    because: 'reply gave back no { status, headers, body }',
    next: 'Return the reply that it was given, with what it changes.',
  });
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
