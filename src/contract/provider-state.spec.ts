import { expect } from 'chai';
import { printTape } from '../model/print-tape.ts';
import type { Tape } from '../model/tape.ts';
import { banked, useepay } from '../providers/index.ts';
import { type ProviderState, tapeOf } from './provider-state.ts';

function text(tape: Tape | undefined): string | undefined {
  return tape && printTape(tape);
}

const reply = (operation: string, requirement: string): ProviderState => ({
  name: 'a documented reply',
  params: { operation, requirement },
});

describe('the state of a provider', () => {
  it('is the tape that shows it', () => {
    expect(
      text(tapeOf(banked, { name: 'nothing goes wrong', params: { operation: 'createPaymentSession' } })),
    ).to.equal('');
    expect(text(tapeOf(banked, reply('createPaymentSession', 'banked/errors/internal')))).to.equal('500 internal ×∞');
    expect(
      text(tapeOf(banked, { name: 'a state', params: { operation: 'getPaymentSession', state: 'sent' } })),
    ).to.equal('state:sent ×∞');
    expect(text(tapeOf(useepay, reply('createPaymentIntent', 'useepay/statuses/201')))).to.equal('ok 201 ×∞');
  });

  it('is none where the catalogue knows of no such thing', () => {
    const unknown: ProviderState[] = [
      { name: 'nothing goes wrong', params: { operation: 'toString' } },
      reply('createPaymentSession', 'banked/errors/none'),
      reply('none', 'banked/errors/internal'),
      reply('createPaymentSession', 'banked/errors/session_not_found'),
      { name: 'a state', params: { operation: 'getPaymentSession', state: 'toString' } },
      { name: 'a state', params: { operation: 'none', state: 'sent' } },
    ];
    for (const state of unknown) expect(tapeOf(banked, state), JSON.stringify(state)).to.equal(undefined);
  });

  it('is none of its own where the reply is the usual success', () => {
    expect(tapeOf(useepay, reply('createPaymentIntent', 'useepay/statuses/200'))).to.equal(undefined);
  });
});
