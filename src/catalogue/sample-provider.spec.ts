import type { ErrorRow } from '../model/provider.ts';
import type { ProviderInput } from './define-provider.ts';

/** An error row that says nothing special. No tests here: what the specs beside it share. */
export function errorRow(code: string, more: Partial<ErrorRow> = {}): ErrorRow {
  return {
    code,
    status: [400],
    message: `This is ${code}`,
    summary: 'Something is not right.',
    expect: { outcome: ['failed'], category: ['validation'], retry: ['never'] },
    basis: { outcome: 'stated', category: 'stated', retry: 'inferred' },
    operations: '*',
    ...more,
  };
}

/** A good catalogue with every part that a catalogue may have. */
export function sampleProvider(): ProviderInput {
  const row = errorRow('any');
  const { summary, expect, basis } = row;
  return {
    id: 'pay-now',
    title: 'Pay now',
    source: { title: 'Errors', revision: '1' },
    origin: 'https://pay.sadpath.test',
    credentials: { token: 'tok_sadpath' },
    authentication: { scheme: 'headers', error: 'unauthorized', headers: { 'x-token': 'token' } },
    envelope: { error: { type: '$type', code: '$code', message: '$message', 'data?': '$data' } },
    idempotency: { header: 'X-Key', replays: ['2xx', '5xx'], onMismatch: 'key_used', onOpen: 'key_open' },
    operations: {
      pay: {
        method: 'POST',
        path: '/shops/{shop}/payments',
        input: { shop: 'shop-1', order: '$marker', payer: { name: 'Ada' } },
        intentField: 'order',
        effect: 'payment',
        journey: 'payment',
        success: { status: 201, body: { id: '$id', order: '$body.order', status: '$state' }, outcome: ['succeeded'] },
        reads: 'read',
        keyed: true,
      },
      read: {
        method: 'GET',
        path: '/payments/{id}',
        input: { id: '$resource' },
        given: 'a payment',
        journey: 'payment',
        success: { status: 200, body: '$resource' },
      },
      cancel: {
        method: 'POST',
        path: '/payments/{id}/cancel',
        input: { id: '$resource' },
        effect: 'void',
        given: 'a payment',
        journey: 'payment',
        success: { status: 200, body: '$resource', state: 'cancelled' },
      },
    },
    statuses: [
      { status: 429, sample: { code: 'slow_down', message: 'Slow down' }, summary, expect, basis, operations: ['pay'] },
      {
        status: 200,
        summary,
        expect: { outcome: ['succeeded'], category: [], retry: ['never'] },
        basis,
        operations: '*',
      },
    ],
    types: [
      {
        type: 'request_error',
        status: [400],
        sample: { code: 'odd_request', type: 'request_error', message: 'Odd' },
        summary,
        expect,
        basis,
        operations: '*',
      },
    ],
    results: [],
    errors: [
      errorRow('unauthorized', { status: [401], types: ['request_error'], parameter: 'token', stored: false }),
      errorRow('key_used', { status: [409, 400], operations: ['pay'], source: 'outside', force: 'advises' }),
      errorRow('key_open', { status: [409], operations: ['pay'], echo: true, note: 'Read twice.' }),
    ],
    rules: [
      {
        name: 'slow-down',
        summary: 'Wait.',
        judged: 'traffic',
        basis: 'stated',
        force: 'advises',
        source: 'outside',
        note: 'No number is given.',
        plays: [
          { operation: 'pay', tape: '429 ra=2 ×2, ok' },
          { operation: 'read', tape: '429' },
          { operation: 'pay', tape: '429 ×∞' },
        ],
      },
      { name: 'log-the-code', summary: 'Log it.', judged: 'by-hand', basis: 'inferred' },
    ],
    journeys: {
      payment: {
        resource: 'a payment',
        field: 'status',
        initial: 'waiting',
        states: {
          waiting: { summary: 'Not yet.', meaning: 'open', source: 'outside', basis: 'inferred' },
          paid: { summary: 'Done.', meaning: 'happened', basis: 'stated' },
          cancelled: { summary: 'Not any more.', meaning: 'failed', basis: 'stated', fields: { reason: 'late' } },
          lost: { summary: 'Nobody knows.', meaning: 'failed' },
        },
        transitions: { waiting: ['paid', 'cancelled', 'lost'] },
        fields: ['reason'],
      },
    },
    volatile: ['/sent_at'],
  };
}

/** The same with result statuses in the place of statuses and types: U is kept open, F and S are told again. */
export function resultProvider(): ProviderInput {
  const { basis, summary, expect } = errorRow('any');
  const common = { status: [200], basis, operations: '*' as const, summary };
  const success = { outcome: ['succeeded' as const], category: [], retry: ['never' as const] };
  const doubt = { outcome: ['unknown' as const], category: ['unknown' as const], retry: ['poll' as const] };
  return {
    ...sampleProvider(),
    idempotency: { body: true, replays: ['S', 'F'], onMismatch: 'key_used' },
    types: [],
    results: [
      { ...common, type: 'S', sample: { code: 'fine', type: 'S', message: 'Fine' }, expect: success },
      { ...common, type: 'F', sample: { code: 'no', type: 'F', message: 'No' }, expect },
      { ...common, type: 'U', sample: { code: 'hm', type: 'U', message: 'Hm' }, expect: doubt },
    ],
    errors: ['unauthorized', 'key_used', 'key_open'].map((code) => errorRow(code, { status: [200], types: ['F'] })),
  };
}
