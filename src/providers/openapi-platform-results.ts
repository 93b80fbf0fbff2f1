import type { Expectation, TypeRow } from '../model/provider.ts';

/*
 * a1 to a14 are the places where the document can be read in more than one way. Outside of it the platform says that a final
 * result, S or F, is told again word for word under the same request id; U and A are not final.
 */

/** It may have happened: ask, or send the very same request again. Whoever stops there leaves it open, which is true too. */
export const doubt = {
  outcome: ['unknown', 'pending', 'retryable'],
  retry: ['poll', 'backoff', 'same-key-after-wait', 'never'],
} satisfies Partial<Expectation>;

const basis = { status: 'inferred', outcome: 'stated', category: 'inferred', retry: 'stated' } as const;

/** The four result statuses of the document, in its order. */
export const openapiPlatformResults: TypeRow[] = [
  {
    type: 'S',
    status: [200],
    sample: { code: 'SUCCESS', type: 'S', message: 'Success' },
    summary: 'The request was carried out.',
    expect: { outcome: ['succeeded'], category: [], retry: ['never'] },
    basis,
    operations: '*',
    note: 'No code is listed for it (a5). Of an inquiry it says that the inquiry worked, whatever became of the payment.',
  },
  {
    type: 'F',
    status: [200],
    sample: { code: 'SOME_OTHER_FAILURE', type: 'F', message: 'The request failed' },
    summary: 'The request failed; its code says why.',
    expect: {
      outcome: ['failed'],
      category: ['unknown', 'declined', 'internal', 'validation', 'conflict', 'permission', 'malformed'],
      retry: ['never', 'new-key', 'poll'],
    },
    basis,
    operations: '*',
    note: 'Played with a code that the list lacks (a13): that it failed is certain, the kind of failure is not.',
  },
  {
    type: 'U',
    status: [200],
    sample: { code: 'SOME_OTHER_DOUBT', type: 'U', message: 'The result is not known' },
    summary: 'Nobody knows the result yet: send the request again, or ask for its status.',
    expect: { ...doubt, category: ['pending', 'unknown', 'internal', 'unavailable'] },
    basis,
    operations: '*',
    note: 'The document leaves the choice between both (a4). It may have happened, so only under the same request id (a2).',
  },
  {
    type: 'A',
    status: [200],
    sample: { code: 'ACCEPT', type: 'A', message: 'Accepted' },
    summary: 'The request was accepted and is carried out later: wait for its end.',
    expect: {
      outcome: ['pending', 'unknown'],
      category: ['pending', 'unknown'],
      retry: ['poll', 'same-key-after-wait', 'backoff', 'never'],
    },
    basis: { ...basis, category: 'stated' },
    operations: '*',
    note: 'No listed code carries it (a5). Under the same request id a repeat does no harm and is accepted.',
  },
];
