import { expect } from 'chai';
import { MemoryBooks, type PaymentEvent, standingOf } from './books.ts';

const pending: PaymentEvent = { id: 'event-1', payment: 'payment-1', standing: 'pending' };
const succeeded: PaymentEvent = { id: 'event-2', payment: 'payment-1', standing: 'succeeded' };
const failed: PaymentEvent = { id: 'event-3', payment: 'payment-1', standing: 'failed' };

/** Books to which these events came, in this order. */
function booksAfter(...events: PaymentEvent[]): MemoryBooks {
  const books = new MemoryBooks();
  for (const event of events) books.apply(event);
  return books;
}

describe('MemoryBooks', () => {
  it('apply an event about a payment that nobody has heard of', () => {
    expect(new MemoryBooks().read('payment-1')).to.equal(undefined);
    const books = booksAfter(succeeded);
    expect(books.read('payment-1')).to.equal('succeeded');
    expect(books.applied).to.eql([succeeded]);
  });

  it('follow a payment to its end', () => {
    const books = booksAfter(pending, failed);
    expect(books.read('payment-1')).to.equal('failed');
    expect(books.applied).to.eql([pending, failed]);
  });

  it('apply an event once', () => {
    expect(booksAfter(pending, pending).applied).to.eql([pending]);
    expect(booksAfter(succeeded, succeeded, pending, succeeded).applied).to.eql([succeeded]);
  });

  it('know an event again although another payment is in it', () => {
    const books = booksAfter(pending, { ...pending, payment: 'payment-2' });
    expect(books.read('payment-2')).to.equal(undefined);
  });

  it('leave aside what comes after the end, and say nothing of it: events come in any order', () => {
    const books = booksAfter(succeeded, pending, { ...succeeded, id: 'event-4' });
    expect(books.read('payment-1')).to.equal('succeeded');
    expect(books.applied).to.eql([succeeded]);
    expect(books.contradicting).to.eql([]);
  });

  for (const [first, second] of [
    [succeeded, failed],
    [failed, succeeded],
  ] as const) {
    it(`keep ${first.standing} when ${second.standing} comes, and set that aside for a person, once`, () => {
      const books = booksAfter(first, second, second);
      expect(books.read('payment-1')).to.equal(first.standing);
      expect(books.applied).to.eql([first]);
      expect(books.contradicting).to.eql([second]);
    });
  }

  it('keep one payment and another apart', () => {
    const books = booksAfter(succeeded, { ...failed, payment: 'payment-2' });
    expect([books.read('payment-1'), books.read('payment-2')]).to.eql(['succeeded', 'failed']);
    expect(books.contradicting).to.eql([]);
  });

  describe('note what a reply has shown', () => {
    it('of a new payment, and of one that is on its way', () => {
      const books = new MemoryBooks();
      books.note('payment-1', 'pending');
      expect(books.read('payment-1')).to.equal('pending');
      books.note('payment-1', 'failed');
      expect(books.read('payment-1')).to.equal('failed');
      expect(books.applied).to.eql([]);
    });

    it('and go back for none: the event may have been faster', () => {
      const books = booksAfter(succeeded);
      books.note('payment-1', 'pending');
      books.note('payment-1', 'failed');
      expect(books.read('payment-1')).to.equal('succeeded');
    });

    it('so that the event that tells it again changes nothing', () => {
      const books = new MemoryBooks();
      books.note('payment-1', 'succeeded');
      books.apply(succeeded);
      books.apply(failed);
      expect(books.read('payment-1')).to.equal('succeeded');
      expect(books.applied).to.eql([]);
      expect(books.contradicting).to.eql([failed]);
    });
  });
});

describe('standingOf', () => {
  it('says how it ended, and what has not ended is pending', () => {
    expect([standingOf('happened'), standingOf('failed'), standingOf(undefined)]).to.eql([
      'succeeded',
      'failed',
      'pending',
    ]);
  });
});
