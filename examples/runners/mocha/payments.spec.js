import { expect, use } from 'chai';
import { conformance, play } from 'sadpath';
import { sadpathChai } from 'sadpath/chai';
import { client } from '../sadpath.js';

use(sadpathChai);

// One test for each error that the provider documents.
conformance(client);

describe('a payment that was lost on its way', () => {
  it('is made once', async () => {
    const played = await play(client, 'createPaymentSession', 'reset after-commit, ok');
    expect(played).to.have.attempts(2).and.oneEffect().and.keepItsKey();
    expect(played).to.believe('succeeded');
  });
});

describe('the other tests of this file', () => {
  it('keep their real clock', () => expect(new Date().getFullYear()).to.be.below(2030));
});
