import type { ErrorRow } from '../model/provider.ts';
import { advised, failed, inferred, stated, uncertain } from './openapi-platform-basis.ts';

const token = ['applyToken'];

/** The user has to grant access anew: a client by itself can only give up. */
const anew = {
  ...failed,
  basis: { ...advised, category: 'inferred' },
  operations: token,
} satisfies Partial<ErrorRow>;

const interactive = 'It takes the user, so giving up is right too; to exchange the same code again is not.';

const grants: ErrorRow[] = [
  {
    ...failed,
    code: 'INVALID_AUTH_CLIENT',
    message: 'The client is not set up for authorization',
    summary: 'The client is not set up in the right way for authorization.',
    expect: {
      outcome: ['failed'],
      category: ['permission', 'authentication', 'conflict', 'validation'],
      retry: ['never'],
    },
    basis: inferred,
    operations: token,
    note: 'A matter of configuration, for which there are several words.',
  },
  {
    ...failed,
    code: 'INVALID_AUTH_CLIENT_STATUS',
    message: 'The client is disabled',
    summary: 'The client has been switched off.',
    expect: {
      outcome: ['failed'],
      category: ['permission', 'authentication', 'conflict', 'validation'],
      retry: ['never'],
    },
    basis: inferred,
    operations: token,
    note: 'A matter of configuration, for which there are several words.',
  },
  {
    ...anew,
    code: 'INVALID_CODE',
    message: 'The authorization code is not valid',
    summary: 'The authorization code is not valid; the user has to authorize anew.',
    expect: {
      outcome: ['failed'],
      category: ['authentication', 'validation'],
      retry: ['after-refresh', 'new-key', 'never'],
    },
    note: `The code of a grant, not the one that a customer shows to pay (a11). ${interactive}`,
  },
  {
    ...anew,
    code: 'EXPIRED_CODE',
    message: 'The authorization code has expired',
    summary: 'The authorization code is too old; the user has to authorize anew.',
    expect: {
      outcome: ['failed'],
      category: ['authentication', 'validation'],
      retry: ['after-refresh', 'new-key', 'never'],
    },
    note: interactive,
  },
  {
    ...failed,
    code: 'USED_CODE',
    message: 'The authorization code was used before',
    summary: 'The authorization code has brought tokens before; those are to be used.',
    expect: {
      outcome: ['failed', 'unknown'],
      category: ['conflict', 'authentication', 'idempotency', 'validation'],
      retry: ['never'],
    },
    basis: inferred,
    operations: token,
    echo: true,
    note: 'Where the first reply was lost there are no tokens to use, though they were granted.',
  },
  {
    ...anew,
    code: 'INVALID_REFRESH_TOKEN',
    message: 'The refresh token is not valid',
    summary: 'The refresh token is not valid; the user has to authorize anew.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['after-refresh', 'new-key', 'never'] },
    note: interactive,
  },
  {
    ...anew,
    code: 'EXPIRED_REFRESH_TOKEN',
    message: 'The refresh token has expired',
    summary: 'The refresh token is too old; the user has to authorize anew.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['after-refresh', 'new-key', 'never'] },
    note: interactive,
  },
  {
    ...failed,
    code: 'AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE',
    message: 'The grant type is not supported',
    summary: 'The client may not use this grant type.',
    expect: { outcome: ['failed'], category: ['validation', 'permission'], retry: ['never'] },
    basis: inferred,
    operations: token,
  },
];

const messages: ErrorRow[] = [
  {
    ...failed,
    code: 'USER_NOT_SUBSCRIBED',
    message: 'The user takes no messages',
    summary: 'The user has switched notifications off: nothing can be sent.',
    expect: { outcome: ['failed'], category: ['declined', 'conflict', 'permission'], retry: ['never'] },
    basis: { ...inferred, retry: 'stated' },
    operations: ['sendMessage'],
    note: 'The recipient refuses, no payment is declined.',
  },
  {
    ...failed,
    code: 'MESSAGE_CONTENT_INVALID',
    message: 'The content breaks the rules',
    summary: 'The content of the message breaks the rules.',
    expect: { outcome: ['failed'], category: ['validation', 'declined'], retry: ['never'] },
    basis: inferred,
    operations: ['sendMessage'],
  },
  {
    ...uncertain,
    code: 'SENDING',
    message: 'The message is queued',
    summary: 'The message waits in a queue and will be delivered.',
    expect: {
      outcome: ['pending', 'unknown', 'retryable'],
      category: ['pending', 'unknown'],
      retry: ['never', 'poll', 'same-key-after-wait', 'backoff'],
    },
    basis: stated,
    operations: ['sendMessage'],
    note: 'Delivery is certain, and the general rule would send it again (a3). Found elsewhere: the same request id brings no second message, so that does no harm.',
  },
];

/** The codes of authorizations and messages, in the document's order. */
export const openapiPlatformGrantErrors: ErrorRow[] = [...grants, ...messages];
