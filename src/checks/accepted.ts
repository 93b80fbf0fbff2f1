import type { Case } from '../model/case.ts';
import type { FaultFamily } from '../model/fault-family.ts';
import type { Category, Outcome } from '../model/outcome.ts';
import { type Answered, answered, type Exchange } from './exchanges.ts';
import type { Heard } from './last-reply.ts';
import { isRead, isToldByState, isWait } from './operation-kind.ts';
import { isSuccess, rowOf } from './reply-meaning.ts';
import { isUnlisted, unlistedOutcomes } from './unlisted.ts';

/** What may be believed while an exchange is open, whatever came after it. */
export const whileOpen: readonly Outcome[] = ['unknown', 'pending', 'retryable'];

/**
 * The outcomes that a client may tell after what it heard. Undefined: the last reply is one that no document lists.
 * `anyway`: the same, had every exchange been closed.
 */
export function acceptedOutcomes(played: Case, heard: Heard): { outcomes: Outcome[]; anyway: Outcome[] } | undefined {
  const { last, standing, open, doubtful } = heard;
  if (isUnlisted(played, last)) return undefined;
  const told = [last, ...standing].flatMap((exchange) => outcomesAfter(played, exchange));
  const anyway = [...new Set([...told, ...(doubtful && played.operation.effect ? (['unknown'] as const) : [])])];
  if (open.length === 0) return { outcomes: anyway, anyway };
  const happened = rowOf(played, last)?.echo || isSuccess(played, last) || last.reply.resources !== undefined;
  return { outcomes: happened ? [...whileOpen, 'succeeded'] : [...whileOpen], anyway };
}

/** The categories that a client may tell after what it heard: those of the last reply and of all that still counts. */
export function acceptedCategories(played: Case, { last, standing, open }: Heard): Category[] {
  const asked = [last, ...standing, ...open].flatMap((exchange) => categoriesOf(played, exchange));
  // No document says what the last reading is called that shows how it ended; what stands before it is no reason to call it otherwise.
  return asked.length === 0 ? [] : [...new Set([...asked, ...ofState(played, last)])];
}

function outcomesAfter(played: Case, exchange: Answered): Outcome[] {
  const { reply } = exchange;
  // The last reply is none of these: what stands before a reading that failed may be.
  if (isUnlisted(played, exchange)) return unlistedOutcomes(reply);
  const partial: Outcome[] = reply.resources ? ['succeeded', 'pending', 'unknown'] : [];
  return [...replyOutcomes(played, exchange), ...partial];
}

function replyOutcomes(played: Case, exchange: Answered): Outcome[] {
  const { operation } = played;
  const { reply } = exchange;
  const row = rowOf(played, exchange)?.expect?.outcome ?? [];
  const legible = reply.family === 'legible';
  switch (reply.kind) {
    case 'error':
      return [...row, ...ofReading(operation, exchange), ...(reply.elsewhere ? afterElsewhere(played, reply) : [])];
    case 'fault':
      return [...(isSuccess(played, exchange) ? operation.success : legible ? row : []), ...afterFault(played, reply)];
    case 'state':
    case 'ok':
      return exchange.request.operation === operation.main || isRead(operation, exchange.request.operation)
        ? afterShown(played, exchange)
        : [...operation.success, 'succeeded', 'pending'];
  }
}

/** An error ends a reading, and says nothing of what was to be read: to have failed, and not to know, are both true. */
function ofReading(operation: Case['operation'], { request }: Exchange): Outcome[] {
  if (operation.effect !== undefined) return isRead(operation, request.operation) ? ['unknown', 'pending'] : [];
  return isWait(operation) ? ['unknown', 'pending'] : ['failed', 'unknown'];
}

/** After a reply that shows a resource. Of a reading by itself the caller learns that it was read, whatever the state. */
function afterShown(played: Case, exchange: Answered): Outcome[] {
  const { operation } = played;
  const { kind, state } = exchange.reply;
  const bare = operation.effect === undefined && !isWait(operation);
  const [first, ...others] = rowOf(played, exchange)?.expect?.outcome ?? [];
  if (first === undefined) {
    const odd: Outcome[] = kind === 'state' ? ['unknown', 'pending'] : [];
    const unexplained: Outcome[] =
      state !== undefined && isRead(operation, exchange.request.operation) ? ['pending', 'unknown', 'failed'] : [];
    return [...operation.success, ...odd, ...unexplained];
  }
  if (bare || !isToldByState(operation)) return [first, ...others, ...operation.success];
  const meant: Outcome[] = [first, ...others.filter((outcome) => outcome !== 'succeeded')];
  if (first !== 'pending') return meant;
  return [...meant, ...(operation.effect === undefined ? (['unknown'] as const) : operation.success)];
}

/** A documented error under a status that the document does not name: who goes by the status is right as well. */
function afterElsewhere(played: Case, reply: Answered['reply']): Outcome[] {
  return reply.status >= 400 && reply.status < 500 ? ['failed', 'unknown'] : afterFault(played, reply);
}

function afterFault({ operation }: Case, reply: Answered['reply']): Outcome[] {
  // Without an effect `failed` only says that the reading failed; without a connection nothing can have happened.
  const definite = operation.effect === undefined || reply.family === 'unreached';
  return definite ? ['unknown', 'retryable', 'pending', 'failed'] : ['unknown', 'retryable', 'pending'];
}

const byFamily: Record<FaultFamily, Category[]> = {
  unreached: ['network', 'timeout'],
  network: ['network', 'timeout'],
  stall: ['timeout', 'network'],
  cut: ['network', 'malformed', 'timeout', 'unknown', 'internal'],
  mangled: ['network', 'malformed', 'timeout', 'unknown', 'internal'],
  // No document lists it, so nobody is asked for its category.
  refusal: [],
  gateway: ['unavailable', 'internal', 'malformed'],
  garbled: ['malformed', 'unknown', 'internal'],
  // Some stacks decode by themselves, and say that the connection broke where they cannot.
  legible: ['malformed', 'unknown', 'internal', 'network'],
};

/** What a status says by itself, whatever its body. */
const byStatus: Record<number, Category[]> = {
  401: ['authentication'],
  402: ['declined', 'conflict'],
  403: ['permission'],
  404: ['not_found'],
  408: ['timeout'],
  409: ['conflict', 'idempotency'],
  410: ['not_found'],
  429: ['rate_limit'],
};

function categoriesOf(played: Case, exchange: Exchange): Category[] {
  if (!answered(exchange)) return ['timeout', 'network'];
  const { family } = exchange.reply;
  const row = rowOf(played, exchange)?.expect?.category ?? [];
  if (family === undefined && !exchange.reply.elsewhere) return row;
  if (family === undefined || family === 'legible')
    return [...row, ...byFamily.legible, ...(row.length > 0 ? ofStatus(exchange.reply) : [])];
  // A stack may tell of a body that does not go on as of one that it cannot read.
  if (family === 'stall' && exchange.reply.status > 0) return byFamily.cut;
  // 504 says by itself that somebody waited too long (RFC 9110, 15.6.5).
  const late: Category[] = exchange.reply.status === 504 ? ['timeout'] : [];
  return [...byFamily[family], ...late];
}

/** A state in which it came to nothing is told as a refusal, whether or not a document names it. */
function ofState({ operation }: Case, { reply }: Answered): Category[] {
  return operation.states?.[reply.state ?? ''] === 'failed' ? ['declined', 'unknown'] : [];
}

/** Who cannot read a body, or knows no code under that status, goes by the status, and under that of a success by the broad type of the error. */
function ofStatus({ status }: Answered['reply']): Category[] {
  if (status >= 500) return byFamily.gateway;
  return status < 400 ? ['validation', 'declined'] : [...(byStatus[status] ?? []), 'validation'];
}
