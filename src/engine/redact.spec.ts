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

  it('leaves everything as it is where nothing is secret', () => {
    expect(redactor({ credentials: {} })({ message: 'all of it' })).to.deep.equal({ message: 'all of it' });
  });

  it('takes the characters of a secret literally', () => {
    const odd = redactor({ credentials: { secret: 's.k+(te[st]$|' } });
    expect(odd('with s.k+(te[st]$| and sxk+(te[st]$|')).to.equal('with [credential] and sxk+(te[st]$|');
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
