import { randomUUID } from 'node:crypto';
import axios, { type AxiosError } from 'axios';
import { type Belief, type CallInput, type ClientDefinition, type Credentials, defineClient } from 'sadpath';
import { banked } from 'sadpath/providers';
import { beliefAfter, isTransient, leavesDoubt, type Reply, readReply } from './outcome-of.ts';

/*
 * Sound clients in other styles than the reference ones: each differs in one habit, and sadpath has to be silent about all.
 */

/** Sends the request once. */
type Send = (input: CallInput, key: string) => Promise<Reply>;

interface Where {
  url: string;
  authorization: string;
  credentials: Credentials;
  /** While fresh credentials are on their way. */
  renewing?: Promise<void> | undefined;
}

/** fetch as it was when this module was loaded. */
const capturedFetch = globalThis.fetch;

function basic({ key, secret }: Record<string, string>): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

function byFetch({ url, authorization }: Where, fetcher: typeof fetch = (...args) => fetch(...args)): Send {
  return async (input, key) => {
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key };
    try {
      const response = await fetcher(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(10_000),
      });
      return readReply(response.status, await response.text(), response.headers.get('retry-after'));
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'lost', category: late ? 'timeout' : 'network', retryAfterMs: 0 };
    }
  };
}

interface Policy {
  attempts: number;
  /** Milliseconds before the attempt after this one. */
  waitMs(attempt: number, reply: Reply): number;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function persist(send: Send, { attempts, waitMs }: Policy, input: CallInput, key: string): Promise<Belief> {
  let doubt = false;
  for (let attempt = 1; ; attempt++) {
    const reply = await send(input, key);
    if (!isTransient(reply) || attempt === attempts) return beliefAfter(reply, doubt);
    doubt ||= leavesDoubt(reply);
    await wait(waitMs(attempt, reply));
  }
}

const noRetries: Policy = { attempts: 1, waitMs: () => 0 };
const exponential: Policy = {
  attempts: 4,
  waitMs: (attempt, reply) => Math.max(250 * 2 ** attempt, Math.min(askedBy(reply), 60_000)),
};

/** What the provider asks to wait, in milliseconds. */
function askedBy(reply: Reply): number {
  return reply.kind === 'session' ? 0 : reply.retryAfterMs;
}

class PaymentError extends Error {
  readonly belief: Belief;

  constructor(belief: Belief, options?: ErrorOptions) {
    super(`Payment ${belief.outcome}: ${belief.code ?? belief.category}`, options);
    this.belief = belief;
  }
}

type Style = Pick<ClientDefinition<Where, Where>, 'operations'> & Partial<ClientDefinition<Where, Where>>;

function style(name: string, { operations, ...more }: Style): ClientDefinition {
  return defineClient<Where>({
    name,
    provider: banked,
    create: ({ baseUrl, credentials }) => ({
      url: `${baseUrl}/v2/payment_sessions`,
      authorization: basic(credentials),
      credentials,
    }),
    operations,
    interpret: ({ threw, value, error }) => {
      if (threw) return error instanceof PaymentError ? error.belief : undefined;
      // Each of these returns what it believes.
      return value as Belief;
    },
    tells: ['outcome', 'category', 'code', 'resources'],
    ...more,
  });
}

/** Makes its own key, once a call. */
const mintedKeys = style('minted-keys', {
  operations: { createPaymentSession: (where, { input }) => persist(byFetch(where), exponential, input, randomUUID()) },
});

/** Never rejects: the result is an object. */
const resultObjects = style('result-objects', {
  operations: {
    createPaymentSession: async (where, { input, idempotencyKey }) => {
      const belief = await persist(byFetch(where), exponential, input, idempotencyKey);
      return belief.outcome === 'succeeded' ? { ok: true } : { ok: false, error: belief };
    },
  },
  interpret: ({ value }) => (value as { ok: boolean; error?: Belief }).error ?? { outcome: 'succeeded' },
});

/** One attempt, and no promise of more. */
const once = style('no-retries', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) =>
      persist(byFetch(where), noRetries, input, idempotencyKey),
  },
  retries: false,
});

/** The same gap before each attempt. */
const flatGaps = style('flat-gaps', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) =>
      persist(
        byFetch(where),
        {
          attempts: 3,
          waitMs: (_, reply) => Math.max(1000, Math.min(askedBy(reply), 60_000)),
        },
        input,
        idempotencyKey,
      ),
  },
  retries: { attempts: 3, gapsMs: [1000, 1000] },
});

/** Honours Retry-After up to ten seconds, and says so. */
const cappedRetryAfter = style('capped-retry-after', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) =>
      persist(
        byFetch(where),
        {
          attempts: 4,
          waitMs: (attempt, reply) => Math.max(500 * attempt, Math.min(askedBy(reply), 10_000)),
        },
        input,
        idempotencyKey,
      ),
  },
  retries: { attempts: 4, retryAfter: { capMs: 10_000 } },
});

/** Gives up rather than wait for as long as it is asked to. */
const impatient = style('gives-up-on-long-waits', {
  operations: {
    createPaymentSession: async (where, { input, idempotencyKey }) => {
      const send = byFetch(where);
      const first = await send(input, idempotencyKey);
      if (first.kind === 'session' || !isTransient(first) || first.retryAfterMs > 1000)
        return beliefAfter(first, false);
      await wait(1000);
      return beliefAfter(await send(input, idempotencyKey), leavesDoubt(first));
    },
  },
});

/** One call fetches fresh credentials, and the others wait for them. */
function renew(where: Where): Promise<void> {
  where.renewing ??= where.credentials.refresh().then((fresh) => {
    where.authorization = basic(fresh);
    where.renewing = undefined;
  });
  return where.renewing;
}

/** Takes a 401 for expired credentials, fetches fresh ones unless somebody has, and sends once more. */
const refreshing = style('refresh-between-attempts', {
  operations: {
    createPaymentSession: async (where, { input, idempotencyKey }) => {
      const { authorization } = where;
      const first = await byFetch(where)(input, idempotencyKey);
      if (first.kind !== 'refused' || first.status !== 401) return beliefAfter(first, false);
      if (where.authorization === authorization) await renew(where);
      return beliefAfter(await byFetch(where)(input, idempotencyKey), false);
    },
  },
});

/** Signs each request with WebCrypto. */
const signing = style('webcrypto-signing', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) => {
      const signed: typeof fetch = async (url, init) => {
        const key = await crypto.subtle.importKey(
          'raw',
          Buffer.from('a signing key'),
          { name: 'HMAC', hash: 'SHA-256' },
          false,
          ['sign'],
        );
        const signature = await crypto.subtle.sign('HMAC', key, Buffer.from(String(init?.body)));
        const headers = new Headers(init?.headers);
        headers.set('x-signature', Buffer.from(signature).toString('hex'));
        return fetch(url, { ...init, headers });
      };
      return persist(byFetch(where, signed), exponential, input, idempotencyKey);
    },
  },
});

/** axios, whose error is kept as the cause of its own. */
const wrappedAxios = style('wrapped-axios-error', {
  // The cause carries the request with its headers: a finding of its own, and not what this style is about.
  rules: { 'secret.kept': 'off' },
  operations: {
    createPaymentSession: async (where, { input, idempotencyKey }) => {
      const headers = { authorization: where.authorization, 'idempotency-key': idempotencyKey };
      try {
        const { status, data } = await axios.post(where.url, input, {
          headers,
          timeout: 10_000,
          responseType: 'text',
          transformResponse: (text) => text,
        });
        const reply = readReply(status, data, null);
        if (reply.kind === 'session') return { outcome: 'succeeded' };
        throw new PaymentError(beliefAfter(reply, false));
      } catch (error) {
        if (error instanceof PaymentError) throw error;
        const { response, code } = error as AxiosError<string>;
        const lost: Reply = {
          kind: 'lost',
          category: code === 'ECONNABORTED' ? 'timeout' : 'network',
          retryAfterMs: 0,
        };
        throw new PaymentError(beliefAfter(response ? readReply(response.status, response.data, null) : lost, false), {
          cause: error,
        });
      }
    },
  },
});

/** A timeout by Promise.race: the timer that loses is left to run out. */
const racing = style('promise-race-timeouts', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) => {
      const lost: Reply = { kind: 'lost', category: 'timeout', retryAfterMs: 0 };
      const send = byFetch(where);
      return persist(
        (...request) => Promise.race([send(...request), wait(5000).then(() => lost)]),
        exponential,
        input,
        idempotencyKey,
      );
    },
  },
});

/** A deadline over all attempts, kept on performance.now(). */
const deadline = style('performance-deadline', {
  operations: {
    createPaymentSession: async (where, { input, idempotencyKey }) => {
      const end = performance.now() + 30_000;
      const send = byFetch(where);
      let doubt = false;
      for (let gap = 200; ; gap *= 2) {
        const reply = await send(input, idempotencyKey);
        const asked = askedBy(reply);
        if (!isTransient(reply) || performance.now() + Math.max(gap, asked) > end) return beliefAfter(reply, doubt);
        doubt ||= leavesDoubt(reply);
        await wait(Math.max(gap, asked));
      }
    },
  },
});

/** fetch captured at import. */
const captured = style('fetch-captured-at-import', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) =>
      persist(byFetch(where, capturedFetch), exponential, input, idempotencyKey),
  },
});

const tokens = new Map<string, string>();

/** What it authenticates with is kept at module level, over clients and calls. */
const cached = style('module-level-token-cache', {
  operations: {
    createPaymentSession: (where, { input, idempotencyKey }) => {
      const authorization = tokens.get(where.url) ?? where.authorization;
      tokens.set(where.url, authorization);
      return persist(byFetch({ ...where, authorization }), exponential, input, idempotencyKey);
    },
  },
});

/** Every style. */
export const styles: ClientDefinition[] = [
  mintedKeys,
  resultObjects,
  once,
  flatGaps,
  cappedRetryAfter,
  impatient,
  refreshing,
  signing,
  wrappedAxios,
  racing,
  deadline,
  captured,
  cached,
];
