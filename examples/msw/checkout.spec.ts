import { expect } from 'chai';
import { setupServer } from 'msw/node';
import { handlers } from 'sadpath/msw';
import { openapiPlatform } from 'sadpath/providers';
import { checkout } from './checkout.ts';

describe('the checkout page', () => {
  const mock = handlers(openapiPlatform);
  const server = setupServer(...mock);
  const order = { id: 'order-1', cents: 1000 };

  before(() => server.listen({ onUnhandledFrame: 'error' }));
  beforeEach(() => mock.reset());
  after(() => server.close());

  it('thanks for a payment', async () => {
    expect(await checkout(order)).to.equal('Thank you, your order is paid.');
  });

  it('says that the balance is too low', async () => {
    mock.fail('pay', 'INSUFFICIENT_BALANCE');
    expect(await checkout(order)).to.equal('Your balance is too low. Nothing was taken.');
  });

  it('says that a payment was declined', async () => {
    mock.fail('pay', 'RISK_REJECT');
    expect(await checkout(order)).to.equal('Your payment was declined. Nothing was taken.');
  });

  it('is unsure when the reply is lost, and a second click pays nothing twice', async () => {
    mock.play('pay: reset after-commit');
    expect(await checkout(order)).to.contain('We cannot tell yet');
    expect(await checkout(order)).to.equal('Thank you, your order is paid.');
    expect(mock.effects()).to.have.length(1);
  });

  it('is unsure about a page of a gateway', async () => {
    mock.play('pay: html 502');
    expect(await checkout(order)).to.contain('We cannot tell yet');
  });
});
