import { expect } from 'chai';
import { SadpathError } from './failure.ts';

describe('SadpathError', () => {
  it('is one line: what failed, why, what to do', () => {
    const error = new SadpathError({
      to: 'find client "x"',
      because: 'the config defines "a".',
      next: 'Pass --client a.',
    });
    expect(error.message).to.equal('Failed to find client "x": the config defines "a". Pass --client a.');
    expect(error.name).to.equal('SadpathError');
  });

  it('keeps the error underneath, and only if there is one', () => {
    const cause = new Error('ENOENT');
    expect(new SadpathError({ to: 'a', because: 'b', cause }).cause).to.equal(cause);
    expect(new SadpathError({ to: 'a', because: 'b' })).to.not.have.own.property('cause');
  });

  it('stays one line that a terminal does not obey, whatever stands in its values', () => {
    const error = new SadpathError({ to: 'find "a\nb"', because: 'red is \u001b[31m', next: 'Not\r\u2028so.' });
    expect(error.message).to.equal('Failed to find "a\\nb": red is \\x1b[31m. Not\\r\\u{2028}so.');
    expect(new SadpathError({ line: error.message }).message).to.equal(error.message);
    expect(new SadpathError({ to: 'a', because: 'b'.repeat(9_999) }).message).to.have.lengthOf(4_000);
  });

  it('takes a line that was made in another process as it stands', () => {
    expect(new SadpathError({ line: 'Failed to a: b.' }).message).to.equal('Failed to a: b.');
  });
});
