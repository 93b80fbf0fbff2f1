import { expect } from 'chai';
import type { Leak } from '../model/case.ts';
import { fail, pass } from '../model/verdict.ts';
import { aCase } from './case-builder.spec.ts';
import { secretKept } from './secret-kept.ts';

describe('secret.kept', () => {
  const judge = (...where: Leak['where'][]) =>
    secretKept.judge(
      aCase().build({ leaks: where.map((place) => ({ where: place, credential: 'secret', call: 'call-1' })) }),
    );

  it('accepts a client that shows none', () => {
    expect(judge()).to.deep.equal(pass);
  });

  it('rejects as a must what a caller or a log gets to see', () => {
    expect(judge('message')).to.deep.equal(fail('must', "the credential `secret` shows in the error's message"));
    for (const where of ['stack', 'console', 'value'] as const) expect(judge(where)).to.include({ severity: 'must' });
  });

  it('rejects as a should what only somebody finds who looks', () => {
    expect(judge('cause')).to.deep.equal(fail('should', "the credential `secret` shows in the error's cause"));
    expect(judge('properties')).to.include({ severity: 'should' });
  });

  it('rejects as a must what goes to another origin by the client itself, as a should where its platform follows', () => {
    expect(judge('elsewhere')).to.deep.equal(
      fail('must', 'the credential `secret` shows in a request that it sent to another origin itself'),
    );
    expect(judge('followed')).to.deep.equal(
      fail(
        'should',
        'the credential `secret` shows in a request to another origin, where its platform followed a redirect',
      ),
    );
  });

  it('tells the gravest first', () => {
    expect(judge('cause', 'console')).to.deep.equal(fail('must', 'the credential `secret` shows in what it printed'));
  });

  it('says where to look', () => {
    expect(judge('stack')).to.have.property('message', "the credential `secret` shows in the error's stack");
    expect(judge('value')).to.have.property('message', 'the credential `secret` shows in what it returned');
    const shown = 'the credential `secret` shows in the properties of what it handed out';
    expect(judge('properties')).to.have.property('message', shown);
  });
});
