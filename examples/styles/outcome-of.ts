import type { Belief } from 'sadpath';

/** What came of one request: a session, the provider's no, or nobody knows. */
export type Reply =
  | { kind: 'session'; id: string }
  | { kind: 'refused'; status: number; code: string; resources: string[]; retryAfterMs: number }
  | { kind: 'lost'; category: 'network' | 'timeout' | 'unavailable' | 'malformed'; retryAfterMs: number };

/** Whether it is worth sending again: a lost reply, or the provider's own trouble. */
export function isTransient(reply: Reply): boolean {
  return reply.kind === 'lost' || (reply.kind === 'refused' && (reply.status >= 500 || reply.status === 429));
}

/** Whether the session may exist all the same. */
export function leavesDoubt(reply: Reply): boolean {
  return reply.kind === 'lost' || (reply.kind === 'refused' && reply.status >= 500);
}

/** Reads a reply of Banked's, whatever it is. */
export function readReply(status: number, text: string, retryAfter: string | null): Reply {
  const retryAfterMs = waitOf(retryAfter);
  const body = parse(text);
  if (status < 300 && typeof body?.id === 'string') return { kind: 'session', id: body.id };
  const code: unknown = body?.errors?.[0]?.code;
  if (status < 400 || typeof code !== 'string') {
    return { kind: 'lost', category: status >= 500 ? 'unavailable' : 'malformed', retryAfterMs };
  }
  const done: unknown[] = Array.isArray(body.successes) ? body.successes : [];
  const resources = done.map((each) => Object(each).resource_id).filter((id) => typeof id === 'string');
  return { kind: 'refused', status, code, resources, retryAfterMs };
}

/** What a caller is told at the end of a call. `doubt`: an earlier attempt may have gone through. */
export function beliefAfter(reply: Reply, doubt: boolean): Belief {
  switch (reply.kind) {
    case 'session':
      return { outcome: 'succeeded' };
    case 'lost':
      return { outcome: 'unknown', category: reply.category };
    case 'refused': {
      const { status, code, resources } = reply;
      const open = doubt || status >= 500 || code === 'invalid_action' || resources.length > 0;
      return { outcome: open ? 'unknown' : 'failed', category: categoryOf(status, code), code, resources };
    }
  }
}

function categoryOf(status: number, code: string): NonNullable<Belief['category']> {
  if (code === 'unauthorized') return 'authentication';
  if (code === 'invalid_idempotency_key') return 'idempotency';
  if (code === 'invalid_action') return 'conflict';
  if (code === 'not_found' || code === 'session_not_found') return 'not_found';
  return status >= 500 ? 'internal' : 'validation';
}

/** Seconds or a date (RFC 9110, 10.2.3); anything else asks for nothing. */
function waitOf(retryAfter: string | null): number {
  if (retryAfter === null) return 0;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return ms > 0 ? ms : 0;
}

function parse(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
