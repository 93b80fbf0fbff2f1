import { expect } from 'chai';
import { http } from '../../providers/http.ts';
import { expectationOf } from './status-expectation.ts';

describe('the expectation of a status', () => {
  it('is that of plain HTTP', () => {
    for (const row of http.statuses) expect(expectationOf([row.status], false)).to.deep.equal(row.expect);
  });

  it('of a status that plain HTTP does not list is that of 400 or 500', () => {
    expect(expectationOf([418], false)).to.deep.equal(expectationOf([400], false));
    expect(expectationOf([599], false)).to.deep.equal(expectationOf([500], false));
  });

  it('accepts that it was declined where a code refuses, and nowhere else', () => {
    expect(expectationOf([400], true).category).to.deep.equal(['validation', 'malformed', 'declined']);
    expect(expectationOf([404], true)).to.deep.equal(expectationOf([404], false));
    expect(expectationOf([503], true)).to.deep.equal(expectationOf([503], false));
  });

  it('of several is all that any of them accepts, each once', () => {
    const { outcome, retry } = expectationOf([400, 404, 500], false);
    expect(outcome).to.deep.equal(['failed', 'unknown', 'retryable', 'pending']);
    expect(retry).to.deep.equal(['never', 'poll', 'backoff', 'same-key-after-wait']);
  });
});
