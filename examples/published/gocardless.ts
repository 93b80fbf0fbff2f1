import gocardless, {
  ApiError,
  AuthenticationError,
  GoCardlessInternalError,
  IdempotentCreationConflictError,
  InvalidStateError,
  MalformedResponseError,
  PermissionsError,
  RateLimitError,
  ValidationFailedError,
} from 'gocardless-nodejs';
import { type Belief, type Category, defineClient } from 'sadpath';
import { gocardlessPayments } from './gocardless-catalogue.ts';

/**
 * The published `gocardless-nodejs` 10.1.2, unmodified, with default options: the live environment, conflicts of the idempotency
 * key resolved by a reading. What it tells is read off its error classes and their public fields.
 */
export const gocardlessNodejs = defineClient({
  name: 'gocardless-nodejs',
  provider: gocardlessPayments,
  create: ({ credentials: { token = '' } }) => gocardless(token),
  operations: {
    // Its method takes the payment, and wraps it in `payments` itself.
    createPayment: (client, { input, idempotencyKey }) => client.payments.create(input.payments, idempotencyKey),
    findPayment: (client, { input }) => client.payments.find(input.id),
  },
  // No `retries`: its README says nothing of retries or timeouts, neither under "The Basics" nor under "Available client options".
  tells: ['outcome', 'category', 'code', 'message', 'state'],
  interpret: ({ threw, value, error }) => {
    if (threw) return afterError(error);
    // The promise was kept: as in the README, what came is the payment, and its status is handed on.
    return { outcome: 'succeeded', ...stateOf(value) };
  },
});

function stateOf(value: unknown): Pick<Belief, 'state'> {
  const state = fieldOf(value, 'status');
  return typeof state === 'string' ? { state } : {};
}

/** What an informed caller makes of what it catches. Whatever it does not know leaves it in doubt. */
function afterError(error: unknown): Belief {
  if (error instanceof MalformedResponseError) return { outcome: 'unknown', category: 'malformed' };
  if (error instanceof ApiError) return { ...kindOf(error), ...wordsOf(error) };
  // Errors of its HTTP library pass through it; they have a code where there was no answer.
  const category = typeof fieldOf(error, 'code') === 'string' ? 'network' : 'unknown';
  return { outcome: 'unknown', category };
}

function kindOf(error: ApiError): Pick<Belief, 'outcome' | 'category'> {
  if (error instanceof AuthenticationError) return { outcome: 'failed', category: 'authentication' };
  if (error instanceof PermissionsError) return { outcome: 'failed', category: 'permission' };
  if (error instanceof RateLimitError) return { outcome: 'retryable', category: 'rate_limit' };
  if (error instanceof GoCardlessInternalError) return { outcome: 'unknown', category: 'internal' };
  if (error instanceof ValidationFailedError) return { outcome: 'failed', category: 'validation' };
  // Only where it is asked to raise it: an earlier request under the key has made something.
  if (error instanceof IdempotentCreationConflictError) return { outcome: 'unknown', category: 'conflict' };
  if (error instanceof InvalidStateError) return { outcome: 'failed', category: 'conflict' };
  // Wrong usage is of many kinds, and a type that is new to the SDK of any: the status says which.
  const status = fieldOf(error.response, 'statusCode');
  return typeof status === 'number' && status < 500
    ? { outcome: 'failed', category: byStatus[status] ?? 'validation' }
    : { outcome: 'unknown', category: 'internal' };
}

const byStatus: Record<number, Category> = { 404: 'not_found', 408: 'timeout', 410: 'not_found', 425: 'unavailable' };

function wordsOf({ errors, message }: ApiError): Pick<Belief, 'codes' | 'message'> {
  // By its types a list, always; in fact whatever it was sent.
  const codes = Array.isArray(errors) ? errors.flatMap(reasonOf) : [];
  return { codes, ...(typeof message === 'string' ? { message } : {}) };
}

function reasonOf(error: unknown): string[] {
  const reason = fieldOf(error, 'reason');
  return typeof reason === 'string' ? [reason] : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
