import { expect } from 'chai';
import fc from 'fast-check';
import { redactor } from './redact.ts';

describe('redactor', () => {
  const redact = redactor({
    credentials: { key: 'pk_test_sadpath', secret: 'sk/test sadpath' },
    publicCredentials: ['key'],
  });

  it('leaves no credential in any form, at any depth', () => {
    const basic = Buffer.from('pk_test_sadpath:sk/test sadpath').toString('base64');
    const value = {
      message: `401 for pk_test_sadpath with sk/test sadpath`,
      deep: [{ header: `Basic ${basic}`, url: 'https://x/?k=sk%2Ftest%20sadpath' }],
    };
    expect(redact(value)).to.deep.equal({
      message: '401 for pk_test_sadpath with [credential]',
      deep: [{ header: 'Basic [credential]', url: 'https://x/?k=[credential]' }],
    });
  });

  it('changes nothing else', () => {
    const other = fc.jsonValue().filter((value) => !/sadpath/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(other, (value) => {
        expect(redact(value)).to.deep.equal(value);
      }),
    );
  });
});
