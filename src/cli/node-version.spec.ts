import { expect } from 'chai';
import { nodeTooOld } from './node-version.ts';

describe('nodeTooOld', () => {
  it('lets 22.18 and later pass', () => {
    for (const version of ['22.18.0', '22.19.1', '24.0.0', '100.1.2'])
      expect(nodeTooOld(version), version).to.equal(undefined);
  });

  it('says what to do about an older one', () => {
    for (const version of ['18.20.0', '20.20.2', '22.17.9']) {
      expect(nodeTooOld(version)).to.contain(`this is Node ${version}, and it needs 22.18 or later. Install one`);
    }
  });
});
