import { expect } from 'chai';
import { empty } from '../faults/empty.ts';
import { html } from '../faults/html.ts';
import { jsonReply } from './json-reply.ts';
import { faultSummary, summaryOf } from './summary.ts';

describe('summaryOf', () => {
  const wire = { status: 200, headers: {}, body: '' };

  it('says status and codes, status and state, or ok', () => {
    expect(summaryOf({ wire, kind: 'error', codes: ['a', 'b'] })).to.equal('200 a b');
    expect(summaryOf({ wire, kind: 'state', codes: [], state: 'failed' })).to.equal('200 state failed');
    expect(summaryOf({ wire, kind: 'state', codes: [] })).to.equal('200 ok');
    expect(summaryOf({ wire, kind: 'ok', codes: [], state: 'paid' })).to.equal('200 ok');
  });
});

describe('faultSummary', () => {
  const page = { status: 503, headers: {}, body: '<html>' };

  it('says what came, or that nothing did', () => {
    expect(faultSummary(html, page)).to.equal('503 gateway page');
    expect(faultSummary(empty, { ...page, body: '' })).to.equal('503 empty');
    expect(faultSummary(html, { ...page, transport: { kind: 'refused' } })).to.equal('connection refused');
    expect(faultSummary(html, { ...page, transport: { kind: 'reset' } })).to.equal('connection reset');
    expect(faultSummary(html, { ...page, transport: { kind: 'stall' } })).to.equal('no reply');
  });
});

describe('jsonReply', () => {
  it('is JSON and says so', () => {
    expect(jsonReply(201, { a: 1 })).to.deep.equal({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
  });

  it('has no body for 204, nor where there is nothing to say', () => {
    const none = { headers: {}, body: '' };
    expect(jsonReply(204, { a: 1 })).to.deep.equal({ status: 204, ...none });
    expect(jsonReply(200, null)).to.deep.equal({ status: 200, ...none });
  });
});
