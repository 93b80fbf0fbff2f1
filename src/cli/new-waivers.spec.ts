import { expect } from 'chai';
import type { Waiver } from '../model/waiver.ts';
import { buildReport } from '../report/build-report.ts';
import { clientStarted, failed, runStarted } from '../report/sample-run.spec.ts';
import { newWaivers } from './new-waivers.ts';

const terms = { owner: 'ann', expires: '2027-01-31' };
const events = [
  clientStarted('a', ['r1', 'r2']),
  failed('a', 0, 'r1', 'retry.key', 'must'),
  failed('a', 1, 'r1', 'retry.key', 'must', { operation: 'refund' }),
  failed('a', 2, 'r2', 'money.once', 'must'),
];

describe('new waivers', () => {
  it('are one for each check, requirement and client that is broken, and cover all of it', () => {
    const waivers = newWaivers(buildReport([runStarted(), ...events]), [], terms);
    expect(
      waivers.map(({ check, requirement, client, owner, expires }) => [check, requirement, client, owner, expires]),
    ).to.have.deep.members([
      ['retry.key', 'r1', 'a', 'ann', '2027-01-31'],
      ['money.once', 'r2', 'a', 'ann', '2027-01-31'],
    ]);
    const again = buildReport([runStarted({ waivers, startedAt: '2026-12-01' }), ...events]);
    expect(again.clients[0]?.findings).to.deep.equal([]);
    expect(newWaivers(again, waivers, terms)).to.deep.equal(waivers);
  });

  it('leave those that were there as they are', () => {
    const old: Waiver = {
      check: 'retry.key',
      requirement: 'r1',
      client: 'a',
      reason: 'mine',
      owner: 'bob',
      expires: '2020-01-01',
    };
    const waivers = newWaivers(buildReport([runStarted({ waivers: [old] }), ...events]), [old], terms);
    expect(waivers[0]).to.deep.equal(old);
    expect(waivers).to.have.lengthOf(2);
  });
});
