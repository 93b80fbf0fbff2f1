import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { SadpathError } from '../model/failure.ts';
import { type Journey, type Meaning, meanings, type State } from '../model/journey.ts';
import type { Provider } from '../model/provider.ts';
import { ansiPaint } from '../report/paint.ts';
import { explained } from './explain.ts';
import { journeyText, statesInOrder } from './explain-journey.ts';
import { builtIn, findProvider } from './providers.ts';

const banked = findProvider('banked');
const journey = true;

/** A journey of some states, each with what it means, by its steps. */
function journeyOf(states: Record<string, Meaning>, transitions: Record<string, string[]>): Journey {
  const named = Object.entries(states).map(([name, meaning]): [string, State] => [name, { summary: 'So.', meaning }]);
  const [initial = ''] = Object.keys(states);
  return { resource: 'a thing', field: 'state', initial, states: Object.fromEntries(named), transitions };
}

function withJourney(changes: Partial<Journey>): Provider {
  const [first] = Object.values(banked.journeys);
  if (!first) throw new Error('banked has a journey');
  return { ...banked, journeys: { paymentSession: { ...first, ...changes } } };
}

describe('explain --journey', () => {
  it('shows each state: what it means, what may follow, what comes with it, and where it is known from', () => {
    expect(journeyText(banked, 60).split('\n')).to.deep.equal([
      'Banked payment sessions, from "Payment errors" (sha256',
      '780ce9c0ce60)',
      '',
      'How a payment session comes to its end, by its field "state"',
      '',
      '  awaiting_provider',
      '    The payer has not chosen a bank yet.',
      '    means  open',
      '    next   awaiting_payment_consent, failed',
      '    known  from elsewhere',
      '',
      '  awaiting_payment_consent',
      '    The payer has not agreed at the bank yet; an earlier try',
      '    may have gone wrong.',
      '    means  open',
      '    next   initiated, failed',
      '    with   latest_error',
      '    known  from elsewhere',
      '',
      '  initiated',
      '    The bank has been asked to pay; what went wrong before',
      '    is resolved.',
      '    means  open',
      '    next   pending, sent, failed',
      '    with   latest_error',
      '    known  from elsewhere',
      '',
      '  pending',
      '    The bank has not settled it yet.',
      '    means  open',
      '    next   sent, failed',
      '    known  from elsewhere',
      '',
      '  sent',
      '    The money is on its way and cannot be recalled.',
      '    means  final: it happened',
      '    known  from elsewhere',
      '',
      '  failed',
      '    The payment has failed while it was processed;',
      '    state_reason says why.',
      '    means  final: it came to nothing',
      '    with   state_reason, latest_error',
      '    known  from the document',
      '',
      '  The shortest way to success: awaiting_provider →',
      '  awaiting_payment_consent → initiated → sent.',
      '  No interval between polls is documented.',
      '',
      'known',
      '  document   The document names the state.',
      '  elsewhere  The document does not name the state; it is',
      '             known from other pages, or had to be assumed.',
    ]);
  });

  it('shows every machine of a provider that has several, and how often it may be polled', () => {
    const text = journeyText(findProvider('openapi-platform'), 80);
    expect(text).to.contain('by its field "paymentStatus"').and.contain('by its field "refundStatus"');
    expect(text.match(/The shortest way to success: PROCESSING → SUCCESS\.$/gm)).to.have.lengthOf(2);
    expect(text.match(/^ {2}The provider asks for at least 3 s between polls\.$/gm)).to.have.lengthOf(2);
    expect(text).to.contain('    with   paymentFailReason\n').and.contain('    with   refundFailReason\n');
  });

  it('explains no origin that it does not name', () => {
    expect(journeyText(findProvider('paysg'), 80))
      .to.contain('\n  elsewhere  ')
      .and.not.contain('\n  document ');
  });

  it('paints a state by what it means for the money, and changes no letter', () => {
    const painted = journeyText(banked, 80, ansiPaint);
    expect(painted).to.contain(`means  ${ansiPaint('yellow', 'open')}\n`);
    expect(painted).to.contain(`means  ${ansiPaint('green', 'final: it happened')}\n`);
    expect(painted).to.contain(`means  ${ansiPaint('red', 'final: it came to nothing')}\n`);
    expect(painted).to.contain(`\n  ${ansiPaint('bold', 'pending')}\n`);
    expect(stripVTControlCharacters(painted)).to.equal(journeyText(banked, 80));
  });

  it('says so where nothing has to be waited for, where no way leads to success, and where there is no state', () => {
    expect(journeyText(findProvider('http'), 80)).to.contain(
      '  It has happened from the beginning: there is nothing to wait for.\n',
    );
    expect(journeyText(withJourney({ transitions: {} }), 80)).to.contain('  No way to success is known.\n');
    expect(journeyText({ ...banked, journeys: {} }, 80)).to.equal(
      'Banked payment sessions, from "Payment errors" (sha256 780ce9c0ce60)\n\n' +
        'Banked payment sessions has no states to wait for: what a reply says is final.',
    );
  });

  for (const provider of builtIn) {
    it(`fits ${provider.id} into the width, and shows each state of each machine once`, () => {
      for (const width of [40, 60, 80, 100]) {
        const lines = journeyText(provider, width).split('\n');
        expect(lines.filter((line) => line.length > width && line.trim().includes(' '))).to.deep.equal([]);
        expect(lines.filter((line) => /\s$/.test(line))).to.deep.equal([]);
        const shown = lines.flatMap((line) => /^ {2}(\S+[^\s.])$/.exec(line)?.[1] ?? []);
        const states = Object.values(provider.journeys).flatMap((one) => Object.keys(one.states));
        expect(shown.toSorted()).to.deep.equal(states.toSorted());
      }
    });
  }

  it('takes no code beside it, and says what to type', () => {
    const mistake = () => explained({ flags: { journey }, words: ['banked', 'a\nb'] }, 80);
    expect(mistake).to.throw(
      SadpathError,
      /^Failed to explain "a\\nb" with --journey: .+ no code\. Run `sadpath explain banked --journey`, or leave --journey out\.$/,
    );
    expect(() => explained({ flags: { journey }, words: ['bankd'] }, 80)).to.throw(SadpathError, 'there are banked, ');
  });

  it('is what the flag prints, and without it nothing has changed', () => {
    expect(explained({ flags: { journey }, words: ['banked'] }, 80)).to.equal(journeyText(banked, 80));
    expect(explained({ flags: {}, words: ['banked', 'failed'] }, 80)).to.contain('banked/states/failed');
  });
});

describe('the order of states', () => {
  it('is the initial one, those on the way as they are reached, then what ends well, then what does not', () => {
    const states: Record<string, Meaning> = { a: 'open', no: 'failed', yes: 'happened', c: 'open', b: 'open' };
    expect(statesInOrder(journeyOf(states, { a: ['no', 'b'], b: ['c'], c: ['yes', 'a'] }))).to.deep.equal([
      'a',
      'b',
      'c',
      'yes',
      'no',
    ]);
  });

  it('has an initial state first that is final, and those that nothing leads to', () => {
    const states: Record<string, Meaning> = { done: 'happened', lost: 'open', undone: 'failed' };
    expect(statesInOrder(journeyOf(states, { done: ['undone'] }))).to.deep.equal(['done', 'lost', 'undone']);
  });

  it('has each state once, whatever the steps', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const name = fc.constantFrom(...names);
    const states = fc.record(Object.fromEntries(names.map((one) => [one, fc.constantFrom(...meanings)])));
    fc.assert(
      fc.property(states, fc.dictionary(name, fc.array(name)), (known, transitions) => {
        const order = statesInOrder(journeyOf(known, transitions));
        expect(order[0]).to.equal(Object.keys(known)[0]);
        expect(order.toSorted()).to.deep.equal(names);
      }),
    );
  });
});
