import { expect } from 'chai';
import { renderEnvelope } from '../catalogue/envelope.ts';
import { fill } from '../catalogue/fill.ts';
import { leavesInDoubt } from '../catalogue/leaves-in-doubt.ts';
import { acceptedAfterSuccess, keyPlaceOf } from '../catalogue/operation-facts.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import { parseTape } from '../model/parse-tape.ts';
import { severityOf } from '../model/requirement.ts';
import { openapiPlatform } from './openapi-platform.ts';

/** Each rule of behaviour that the document states, by its number in our notes, and the row that covers it. */
const behaviours: Record<string, string> = {
  'b0: all codes': 'all-codes-listed',
  'b1: a result object': 'result-object',
  'b2: unknown, retry or poll': 'unknown-result',
  'b3: accepted': 'accepted-result',
  'b4: codes of several operations': 'common-codes',
  'b5: back off and retry': 'rate-limit-backoff',
  'b6: retry after a delay': 'busy-delay',
  'b7: exponential backoff': 'exception-backoff',
  'b8: retry the request': 'process-fail-retry',
  'b9: retry later': 'unavailable-later',
  'b10: poll': 'poll-in-process',
  'b11: a repeat with other parameters': 'id-belongs-to-one-request',
  'b12: a new order': 'make-a-new-one',
  'b13: a new payment': 'make-a-new-one',
  'b14: a new authorization': 'make-a-new-one',
  'b15: use the refresh token': 'renew-access-token',
  'b16: refresh or authorize anew': 'renew-access-token',
  'b17: refund instead': 'refund-instead',
  'b18: will be delivered': 'queued-message',
  'b19: the result status first': 'result-status-first',
  'b20: S': 'success-result',
  'b21: F': 'failure-by-code',
  'b22: U': 'unknown-result',
  'b23: A': 'accepted-result',
  'b24: log': 'log-details',
  'b25: friendly messages': 'friendly-messages',
  'b26: the sample at U': 'unknown-result',
  'b27: the sample at A': 'accepted-result',
  'b28: the sample at the rate limit': 'rate-limit-backoff',
  'b29: the comment of the sample at U': 'unknown-result',
  'b30: the sample at another status': 'unknown-result-status',
  'b31: the comment of the sample at A': 'accepted-result',
};

/** Each code with its result status. */
const codes = openapiPlatform.errors.map(({ code, types = [] }): [string, string | undefined] => [code, types[0]]);
const rows = requirementsOf(openapiPlatform);
const row = (id: string) => {
  const found = rows.find((each) => each.id === `openapi-platform/${id}`);
  if (!found?.expect) throw new Error(`no row ${id}`);
  return { ...found, expect: found.expect };
};

describe('openapiPlatform', () => {
  it('answers every code under 200', () => {
    for (const { code, status } of openapiPlatform.errors) expect(status, code).to.deep.equal([200]);
  });

  it('makes a requirement of each result status', () => {
    expect(rows.filter(({ kind }) => kind === 'results').map(({ id }) => id)).to.deep.equal(
      ['S', 'F', 'U', 'A'].map((name) => `openapi-platform/results/${name}`),
    );
  });

  it('has no row for a state: the document names none', () => {
    expect(rows.filter(({ kind }) => kind === 'states')).to.deep.equal([]);
    for (const { states } of Object.values(openapiPlatform.journeys))
      for (const state of Object.values(states)) expect(state.source).to.equal('outside');
  });

  it('covers the 32 rules of behaviour, and has no others', () => {
    expect(Object.keys(behaviours)).to.have.lengthOf(32);
    expect(openapiPlatform.rules.map(({ name }) => name)).to.have.members([...new Set(Object.values(behaviours))]);
    expect(openapiPlatform.rules.filter(({ judged }) => judged === 'by-hand')).to.have.lengthOf(2);
  });

  it('notes how each of the fourteen ambiguities was settled', () => {
    const { results, errors, rules } = openapiPlatform;
    const notes = [...results, ...errors, ...rules].map(({ note = '' }) => note).join(' ');
    for (let number = 1; number <= 14; number++) expect(notes).to.match(new RegExp(`\\(a${number}\\)`));
  });

  it('says in its own words what each row is about', () => {
    for (const { id, summary } of rows) expect(summary, id).to.match(/^[A-Z].{10,}\.$/);
  });

  it('renders a failure as a result object', () => {
    const error = { code: 'RISK_REJECT', type: 'F', message: 'Rejected for risk' };
    for (const surface of ['full', 'bare'] as const)
      expect(renderEnvelope(openapiPlatform.envelope, { errors: [error] }, surface)).to.deep.equal({
        result: { resultStatus: 'F', resultCode: 'RISK_REJECT', resultMessage: 'Rejected for risk' },
      });
  });

  it('shows a row by its result status, its sample, and its code first of all', () => {
    for (const { type, sample } of openapiPlatform.results) {
      const id = `openapi-platform/results/${type}`;
      expect(rowOf(openapiPlatform, { status: 200, codes: [], type })?.id).to.equal(id);
      expect(rowOf(openapiPlatform, { status: 200, codes: [sample.code] })?.id).to.equal(id);
      expect(rowOf(openapiPlatform, { status: 200, codes: ['SOME_FUTURE_CODE'], type })?.id).to.equal(id);
    }
    expect(rowOf(openapiPlatform, { status: 200, codes: ['SENDING'], type: 'U' })?.name).to.equal('SENDING');
    expect(rowOf(openapiPlatform, { status: 200, codes: [], type: 'X' })).to.equal(undefined);
  });

  it('leaves in doubt what U and A leave in doubt, and nothing else', () => {
    for (const [code, result] of codes)
      expect(leavesInDoubt(row(`errors/${code}`).expect), code).to.equal(result === 'U');
    expect(['S', 'F', 'U', 'A'].filter((name) => leavesInDoubt(row(`results/${name}`).expect))).to.deep.equal([
      'U',
      'A',
    ]);
  });

  it('lets what is in doubt be sent again under the same id, or asked for, and never under a new one', () => {
    const open = [
      ...codes.flatMap(([code, result]) => (result === 'U' ? [`errors/${code}`] : [])),
      'results/U',
      'results/A',
    ];
    for (const id of open) {
      expect(row(id).expect.retry, id).to.have.members(['backoff', 'same-key-after-wait', 'poll', 'never']);
      expect(severityOf(row(id), 'outcome'), id).to.equal('must');
    }
  });

  it('takes every reading of PROCESS_FAIL, the advice of the document first', () => {
    const { expect: accepted, basis } = row('errors/PROCESS_FAIL');
    expect(accepted.retry[0]).to.equal('backoff');
    expect(accepted.retry).to.include.members(['never', 'new-key']);
    expect([basis.retry, accepted.outcome[0]]).to.deep.equal(['stated', 'failed']);
  });

  it('knows which answers to a repeat mean that it happened already', () => {
    expect(openapiPlatform.errors.filter(({ echo }) => echo).map(({ code }) => code)).to.deep.equal([
      'ORDER_IS_CLOSED',
      'USED_CODE',
    ]);
  });

  it('lets only the codes of the first four headings come from any operation', () => {
    for (const [index, { code, operations }] of openapiPlatform.errors.entries())
      expect(operations === '*', code).to.equal(index < 16);
  });

  it('plays each rule by tapes of operations that it has, with rows that these can meet', () => {
    for (const { name, plays = [] } of openapiPlatform.rules) {
      for (const { operation, tape } of plays) {
        for (const { operation: track = operation, steps } of parseTape(tape)) {
          for (const { answer } of steps) {
            if (answer.kind !== 'error') continue;
            const shown = rowOf(openapiPlatform, answer);
            if (shown) expect(shown.operations, `${name}: ${tape}`).to.include(track);
          }
        }
      }
    }
  });

  it('finds its keys in the body: the field that carries the marker', () => {
    const places = Object.keys(openapiPlatform.operations).map((name) => [name, keyPlaceOf(openapiPlatform, name)]);
    expect(Object.fromEntries(places)).to.deep.equal({
      pay: { body: 'paymentRequestId' },
      inquiryPayment: undefined,
      refund: { body: 'refundRequestId' },
      inquiryRefund: undefined,
      voidPayment: { body: 'voidRequestId' },
      capture: { body: 'captureRequestId' },
      applyToken: { body: 'authCode' },
      sendMessage: { body: 'requestId' },
    });
  });

  it('gives each operation an input without holes left open, and takes a success for one', () => {
    for (const [name, { input }] of Object.entries(openapiPlatform.operations)) {
      expect(JSON.stringify(fill(input, { marker: 'order-1', resource: 'r-1' })), name).to.not.contain('$');
      const accepted = acceptedAfterSuccess(openapiPlatform, name);
      expect(accepted[0], name).to.equal('succeeded');
      if (!name.startsWith('inquiry')) expect(accepted, name).to.deep.equal(['succeeded']);
    }
  });
});
