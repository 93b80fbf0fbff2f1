import type { ErrorRow } from '../model/provider.ts';
import { advised, failed, stated } from './openapi-platform-basis.ts';

const atTheDoor = 'The gateway turns it away, so nothing is kept under the request id.';

/** Who asks: the codes that any operation may meet. */
const authentication: ErrorRow[] = [
  {
    ...failed,
    code: 'INVALID_SIGNATURE',
    message: 'The signature is not valid',
    summary: 'The signature of the request does not check out.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['never', 'after-refresh'] },
    basis: stated,
    operations: '*',
    stored: false,
    note: atTheDoor,
  },
  {
    ...failed,
    code: 'INVALID_CLIENT',
    message: 'The client is not known',
    summary: 'Nobody is known by the Client-Id of the request.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['never', 'after-refresh'] },
    basis: stated,
    operations: '*',
    stored: false,
    note: atTheDoor,
  },
  {
    ...failed,
    code: 'INVALID_ACCESS_TOKEN',
    message: 'The access token is not valid',
    summary: 'The access token is no valid one, or no longer; get another.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['after-refresh', 'never'] },
    basis: advised,
    operations: '*',
    stored: false,
    note: 'It covers expired tokens, which have a code of their own (a8). Without a way to get another, giving up is right.',
  },
  {
    ...failed,
    code: 'EXPIRED_ACCESS_TOKEN',
    message: 'The access token has expired',
    summary: 'The access token was valid once; the refresh token brings another.',
    expect: { outcome: ['failed'], category: ['authentication'], retry: ['after-refresh', 'never'] },
    basis: advised,
    operations: '*',
    stored: false,
    note: 'INVALID_ACCESS_TOKEN may be told in its place (a8).',
  },
  {
    ...failed,
    code: 'INSUFFICIENT_SCOPE',
    message: 'The access token lacks a permission',
    summary: 'The access token does not allow the request; the user has to grant more.',
    expect: { outcome: ['failed'], category: ['permission', 'authentication'], retry: ['after-refresh', 'never'] },
    basis: advised,
    operations: '*',
    stored: false,
    note: 'It takes the user: nothing that a client does by itself, so giving up is right too.',
  },
  {
    ...failed,
    code: 'UNAUTHORIZED',
    message: 'Not authorized for this operation',
    summary: 'Whoever makes the request may not do what it asks for.',
    expect: {
      outcome: ['failed'],
      category: ['permission', 'authentication'],
      retry: ['never', 'after-refresh'],
    },
    basis: stated,
    operations: '*',
    stored: false,
    note: 'Its description speaks of permission, its advice and the sample of credentials (a7): both categories are right.',
  },
];

/** What is asked. */
const validation: ErrorRow[] = [
  {
    ...failed,
    code: 'PARAM_ILLEGAL',
    message: 'A parameter is not valid',
    summary: 'At least one parameter is not valid.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: stated,
    operations: '*',
  },
  {
    ...failed,
    code: 'MISSING_REQUIRED_PARAM',
    message: 'A required parameter is missing',
    summary: 'A parameter that is needed is not there.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: stated,
    operations: '*',
  },
  {
    ...failed,
    code: 'INVALID_AMOUNT',
    message: 'The amount is not valid',
    summary: 'The amount has the wrong form or value.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: stated,
    operations: '*',
    note: 'The sample passes it on as a general failure, its heading says validation (a12).',
  },
  {
    ...failed,
    code: 'INVALID_CURRENCY',
    message: 'The currency is not supported',
    summary: 'The currency is not among those that the platform takes.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: stated,
    operations: '*',
    note: 'The sample passes it on as a general failure, its heading says validation (a12).',
  },
  {
    ...failed,
    code: 'REQUEST_TIME_INVALID',
    message: 'The request time is out of range',
    summary: 'The time of the request is too far from that of the platform.',
    expect: {
      outcome: ['failed'],
      category: ['validation', 'authentication'],
      retry: ['never', 'after-refresh'],
    },
    basis: stated,
    operations: '*',
    stored: false,
    note: 'The sample passes it on as a general failure (a12). With the clock set right, the request needs a new time and signature.',
  },
];

/** The codes for who asks and what is asked, in the document's order. */
export const openapiPlatformAccessErrors: ErrorRow[] = [...authentication, ...validation];
