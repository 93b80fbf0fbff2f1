import { expect } from 'chai';
import type { ErrorRow, Provider } from '../model/provider.ts';
import * as catalogues from './index.ts';

/** A code, and what the document ties to it: an HTTP status, an error type or a result status. */
interface Code {
  code: string;
  status?: number;
  type?: string;
}

/** What a document lists, in its order. */
interface Listed {
  statuses: number[];
  types: string[];
  results: string[];
  errors: Code[];
}

/** Codes to which the document ties nothing. */
const alone = (...codes: string[]): Code[] => codes.map((code) => ({ code }));
/** Codes of one result status. */
const failed = (...codes: string[]): Code[] => codes.map((code) => ({ code, type: 'F' }));
const unknown = (...codes: string[]): Code[] => codes.map((code) => ({ code, type: 'U' }));

/*
 * Typed from the documents by hand, and from nothing else: the only list of its kind. Names that a document uses without saying
 * that the API answers them are left out: Banked's placeholder `error_code`, and UNKNOWN_STATUS, which the OpenAPI platform's
 * sample code throws by itself.
 */
const documents: Record<string, Listed> = {
  banked: {
    statuses: [],
    types: [],
    results: [],
    errors: alone(
      'invalid_action',
      'unauthorized',
      'bad_request',
      'invalid_error_url',
      'invalid_success_url',
      'invalid_reference',
      'invalid_description',
      'invalid_request',
      'invalid',
      'invalid_payee_account_identifier',
      'invalid_payer_email',
      'invalid_amount',
      'invalid_currency',
      'invalid_line_items.amount_cents',
      'missing_amount_or_line_items',
      'missing_currency_or_line_items',
      'invalid_amount_cents',
      'invalid_bank_account',
      'invalid_payee_name',
      'not_found',
      'session_not_found',
      'invalid_payee',
      'invalid_expiration',
      'invalid_expiration_format',
      'invalid_business',
      'invalid_idempotency_key',
      'decoding',
      'internal',
      'method_not_allowed',
    ),
  },
  'openapi-platform': {
    statuses: [],
    types: [],
    results: ['S', 'F', 'U', 'A'],
    errors: [
      ...failed('INVALID_SIGNATURE', 'INVALID_CLIENT', 'INVALID_ACCESS_TOKEN', 'EXPIRED_ACCESS_TOKEN'),
      ...failed('INSUFFICIENT_SCOPE', 'UNAUTHORIZED'),
      ...failed('PARAM_ILLEGAL', 'MISSING_REQUIRED_PARAM', 'INVALID_AMOUNT', 'INVALID_CURRENCY'),
      ...failed('REQUEST_TIME_INVALID'),
      ...unknown('REQUEST_TRAFFIC_EXCEED_LIMIT', 'SYSTEM_BUSY'),
      ...unknown('UNKNOWN_EXCEPTION'),
      ...failed('PROCESS_FAIL'),
      ...unknown('SERVICE_UNAVAILABLE'),
      ...failed('ORDER_NOT_EXIST', 'ORDER_IS_CLOSED', 'ORDER_STATUS_INVALID', 'REPEAT_REQ_INCONSISTENT'),
      ...unknown('PAYMENT_IN_PROCESS'),
      ...failed('INVALID_AUTH_CODE', 'INSUFFICIENT_BALANCE', 'RISK_REJECT', 'USER_NOT_EXIST', 'PAYMENT_TIMEOUT'),
      ...failed('REFUND_AMOUNT_EXCEED', 'REFUND_NOT_ALLOWED'),
      ...unknown('REFUND_IN_PROCESS'),
      ...failed('REFUND_NOT_EXIST'),
      ...failed('VOID_NOT_ALLOWED', 'ORDER_ALREADY_SETTLED'),
      ...unknown('VOID_IN_PROCESS'),
      ...failed('CAPTURE_AMOUNT_EXCEED', 'AUTHORIZATION_EXPIRED'),
      ...unknown('CAPTURE_IN_PROCESS'),
      ...failed('INVALID_AUTH_CLIENT', 'INVALID_AUTH_CLIENT_STATUS', 'INVALID_CODE', 'EXPIRED_CODE', 'USED_CODE'),
      ...failed('INVALID_REFRESH_TOKEN', 'EXPIRED_REFRESH_TOKEN', 'AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE'),
      ...failed('USER_NOT_SUBSCRIBED', 'MESSAGE_CONTENT_INVALID'),
      ...unknown('SENDING'),
    ],
  },
  paysg: {
    statuses: [400, 401, 402, 403, 404, 409, 429, 500, 503],
    types: ['api_error', 'external_error', 'idempotency_error', 'invalid_request_error'],
    results: [],
    errors: [
      // The sample reply shows both.
      { code: 'parameter_invalid', type: 'invalid_request_error' },
      ...alone('api_key_invalid', 'email_blacklisted', 'authentication_required', 'api_key_expired'),
      // Its case is the example under 402.
      { code: 'stripe_connect_account_not_found_for_payment_service', status: 402 },
      ...alone('payment_not_found', 'payment_service_not_found', 'user_forbidden'),
      // Their two cases are what the type is described by.
      { code: 'idempotent_request_in_progress', type: 'idempotency_error' },
      { code: 'idempotent_request_body_mismatch', type: 'idempotency_error' },
      ...alone('server_error'),
    ],
  },
  useepay: {
    statuses: [200, 201, 400, 401, 404, 500],
    types: [],
    results: [],
    errors: alone('already_exists', 'field_required', 'invalid_argument', 'service_unavailable'),
  },
};

/** The catalogues that have such a document; `http` is made of RFCs. */
const providers: Provider[] = Object.values(catalogues).filter(({ id }) => id !== 'http');
const listOf = ({ id }: Provider): Listed => documents[id] ?? { statuses: [], types: [], results: [], errors: [] };

/** What a catalogue says that the document lists. `list` says for which codes a type matters: elsewhere it is inferred. */
function claimed({ statuses, types, results, errors }: Provider, list: Listed) {
  const inside = ({ source }: { source?: 'outside' }) => source !== 'outside';
  const typed = new Set(list.errors.flatMap(({ code, type }) => (type === undefined ? [] : [code])));
  return {
    statuses: statuses.filter(inside).map(({ status, basis }) => (basis.status === 'stated' ? status : 'inferred')),
    types: types.filter(inside).map(nameOf),
    results: results.filter(inside).map(nameOf),
    errors: errors.filter(inside).map(({ code, status, types: of, basis }) => ({
      code,
      ...(basis.status === 'stated' ? { status: only(status) } : {}),
      ...(typed.has(code) ? { type: only(of ?? []) } : {}),
    })),
  };
}

/** No document gives the HTTP status of a type or of a result status: a catalogue that claims it shows here. */
function nameOf({ type, status, basis }: Provider['types'][number]): string {
  return basis.status === 'stated' ? `${type} under ${status}` : type;
}

/** What is documented is one value; a catalogue that adds another one claims too much. */
function only<T>(values: T[]): T | T[] | undefined {
  return values.length > 1 ? values : values[0];
}

describe('the four documents', () => {
  it('are those of all catalogues but the one made of RFCs', () => {
    expect(Object.keys(documents)).to.have.members(providers.map(({ id }) => id));
  });

  it('list 29, 47, 12 and 4 codes, 9 and 6 statuses, 4 types, 4 result statuses, and none twice', () => {
    const counts = Object.entries(documents).map(([id, { statuses, types, results, errors }]) => [
      id,
      ...[statuses, types, results, errors.map(({ code }) => code)].map((names) => new Set<unknown>(names).size),
    ]);
    expect(counts).to.deep.equal([
      ['banked', 0, 0, 0, 29],
      ['openapi-platform', 0, 0, 4, 47],
      ['paysg', 9, 4, 0, 12],
      ['useepay', 6, 0, 0, 4],
    ]);
    for (const { errors } of Object.values(documents))
      expect(new Set(errors.map(({ code }) => code)).size).to.equal(errors.length);
  });

  for (const provider of providers) {
    it(`and the catalogue of ${provider.id} say the same: nothing is missing, nothing invented`, () => {
      const list = listOf(provider);
      expect(claimed(provider, list)).to.deep.equal(list);
    });
  }

  it('know of no row that a catalogue has from elsewhere', () => {
    const outside = providers.flatMap(({ id, statuses, types, results, errors }) =>
      [...statuses, ...types, ...results, ...errors]
        .filter(({ source }) => source === 'outside')
        .map((row) => `${id} ${'code' in row ? row.code : row.summary}`),
    );
    expect(outside).to.deep.equal([]);
  });

  /** A catalogue with the rows of one code changed. */
  function codeChanged(provider: Provider, code: string, change: (row: ErrorRow) => ErrorRow[]): Provider {
    return { ...provider, errors: provider.errors.flatMap((row) => (row.code === code ? change(row) : [row])) };
  }
  const { banked, openapiPlatform, paysg, useepay } = catalogues;
  const stripe = 'stripe_connect_account_not_found_for_payment_service';
  const wrong: [string, Provider][] = [
    ['lacks a code', codeChanged(banked, 'decoding', () => [])],
    ['lacks a status', { ...paysg, statuses: paysg.statuses.slice(0, -1) }],
    ['lacks a type', { ...paysg, types: paysg.types.slice(1) }],
    ['lacks a result status', { ...openapiPlatform, results: openapiPlatform.results.slice(0, -1) }],
    ['invents a code', codeChanged(banked, 'internal', (row) => [row, { ...row, code: 'invented' }])],
    [
      'invents a status',
      {
        ...paysg,
        statuses: paysg.statuses.flatMap((row) => (row.status === 503 ? [row, { ...row, status: 504 }] : [row])),
      },
    ],
    ['invents a type', { ...paysg, types: paysg.types.flatMap((row) => [row, { ...row, type: `${row.type}_2` }]) }],
    [
      'invents a result status',
      {
        ...openapiPlatform,
        results: openapiPlatform.results.flatMap((row) => [row, { ...row, type: `${row.type}2` }]),
      },
    ],
    ['misspells a code', codeChanged(banked, 'invalid_payee', (row) => [{ ...row, code: 'invalid_paye' }])],
    ['has another status than the documented one', codeChanged(paysg, stripe, (row) => [{ ...row, status: [409] }])],
    ['adds a status to the documented one', codeChanged(paysg, stripe, (row) => [{ ...row, status: [402, 409] }])],
    [
      'takes a documented status for an inferred one',
      codeChanged(paysg, stripe, (row) => [{ ...row, basis: { ...row.basis, status: 'inferred' } }]),
    ],
    [
      'claims a status that the document does not give',
      codeChanged(useepay, 'already_exists', (row) => [{ ...row, basis: { ...row.basis, status: 'stated' } }]),
    ],
    [
      'claims the status of a type',
      { ...paysg, types: paysg.types.map((row) => ({ ...row, basis: { ...row.basis, status: 'stated' } })) },
    ],
    ['has another result status', codeChanged(openapiPlatform, 'PROCESS_FAIL', (row) => [{ ...row, types: ['U'] }])],
    ['has another type', codeChanged(paysg, 'parameter_invalid', (row) => [{ ...row, types: ['api_error'] }])],
    [
      'says of a documented code that it is from elsewhere',
      codeChanged(banked, 'internal', (row) => [{ ...row, source: 'outside' }]),
    ],
  ];
  for (const [what, provider] of wrong) {
    it(`differ from a catalogue that ${what}`, () => {
      expect(claimed(provider, listOf(provider))).to.not.deep.equal(listOf(provider));
    });
  }

  it('do not mind a row that is marked as found elsewhere', () => {
    const more = codeChanged(banked, 'internal', (row) => [row, { ...row, code: 'invented', source: 'outside' }]);
    expect(claimed(more, listOf(banked))).to.deep.equal(listOf(banked));
  });
});
