import { expect } from 'chai';
import { defineProvider } from './define-provider.ts';
import { extend } from './extend.ts';
import { isReplayed } from './is-replayed.ts';
import { resultProvider, sampleProvider } from './sample-provider.spec.ts';

const byStatus = defineProvider(sampleProvider());
const byResult = defineProvider(resultProvider());

describe('isReplayed', () => {
  it('goes by the class of the HTTP status where that tells', () => {
    const replayed = [201, 404, 500].map((status) => isReplayed(byStatus, { status, result: 'F' }));
    expect(replayed).to.deep.equal([true, false, true]);
  });

  it('goes by the result status where there are any, and takes a success for the one that says so', () => {
    const replayed = ['S', 'F', 'U', 'X', undefined].map((result) => isReplayed(byResult, { status: 200, result }));
    expect(replayed).to.deep.equal([true, true, false, false, true]);
    const failures = extend(byResult, { idempotency: { replays: ['F'] } });
    expect(isReplayed(failures, { status: 200 })).to.equal(false);
  });

  it('lets a row overrule it, and keeps nothing where no keys are known', () => {
    expect(isReplayed(byResult, { status: 200, result: 'U', row: { stored: true } })).to.equal(true);
    expect(isReplayed(byStatus, { status: 500, row: { stored: false } })).to.equal(false);
    expect(isReplayed(byStatus, { status: 500, row: {} })).to.equal(true);
    expect(isReplayed(extend(byStatus, { idempotency: null }), { status: 200 })).to.equal(false);
  });
});
