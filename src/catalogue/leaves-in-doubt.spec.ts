import { expect } from 'chai';
import { leavesInDoubt } from './leaves-in-doubt.ts';

describe('leavesInDoubt', () => {
  it('is so where it may have happened, and nobody may say that it did not', () => {
    expect(leavesInDoubt({ outcome: ['unknown', 'retryable'] })).to.equal(true);
    expect(leavesInDoubt({ outcome: ['pending'] })).to.equal(true);
  });

  it('is not so where `failed` is accepted, or success, or only another try', () => {
    expect(leavesInDoubt({ outcome: ['failed', 'unknown'] })).to.equal(false);
    expect(leavesInDoubt({ outcome: ['succeeded'] })).to.equal(false);
    expect(leavesInDoubt({ outcome: ['retryable'] })).to.equal(false);
  });
});
