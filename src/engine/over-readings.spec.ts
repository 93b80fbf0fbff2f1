import { expect } from 'chai';
import { fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { overReadings } from './over-readings.ts';

describe('overReadings', () => {
  const over = (...verdicts: Verdict[]) => overReadings(verdicts.map((verdict) => ({ check: verdict }))).check;
  const twice = fail('must', 'paid twice');

  it('leaves one reading as it is', () => {
    expect(over(twice)).to.deep.equal(twice);
    expect(over(pass)).to.deep.equal(pass);
  });

  it('is a must only where every reading says so', () => {
    expect(over(twice, twice)).to.deep.equal(twice);
    expect(over(twice, fail('should', 'oh'))).to.deep.equal(fail('should', 'paid twice'));
    expect(over(fail('should', 'oh'), twice)).to.deep.equal(fail('should', 'oh'));
  });

  it('is a should where one reading says so, and says which share', () => {
    const told = fail('should', 'paid twice (in 1 of 2 readings of what the provider does with a repeat)');
    expect(over(twice, pass)).to.deep.equal(told);
    expect(over(notApplicable('no repeat'), twice)).to.deep.equal(told);
  });

  it('else lets the first reading speak', () => {
    expect(over(notApplicable('no repeat'), pass)).to.deep.equal(notApplicable('no repeat'));
    expect(over(inconclusive('lost'), pass)).to.deep.equal(inconclusive('lost'));
  });
});
