import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { Waiver } from '../model/waiver.ts';
import { banked } from '../providers/banked.ts';
import { checkWaivers } from './check-waivers.ts';

const waiver: Waiver = {
  check: 'retry.key',
  requirement: 'banked/errors/internal',
  reason: 'r',
  owner: 'o',
  expires: '2027-01-01',
};
const clients = [{ client: 'shop', provider: banked, operations: [], off: [] }];

describe('waivers of a config', () => {
  it('may name any check, requirement and client that there is', () => {
    expect(() =>
      checkWaivers(
        [
          waiver,
          { ...waiver, client: 'shop' },
          { ...waiver, requirement: 'wire/retry-after-zero' },
          { ...waiver, requirement: 'search/sequences' },
        ],
        clients,
      ),
    ).not.to.throw();
  });

  const wrong: [Partial<Waiver>, string][] = [
    [{ check: 'retry.keys' }, 'Failed to use a waiver for the check "retry.keys": the checks are money.once,'],
    [{ client: 'shup' }, 'Failed to use a waiver for the client "shup": the clients are shop.'],
    [
      { requirement: 'banked/errors/gone' },
      'Failed to use a waiver for the requirement "banked/errors/gone": no catalogue of these clients has it',
    ],
  ];
  for (const [change, message] of wrong) {
    it(`are refused for ${JSON.stringify(change)}`, () =>
      expect(() => checkWaivers([{ ...waiver, ...change }], clients)).to.throw(SadpathError, message));
  }
});
