/** What is known of a payment. `pending` may come to any end, the others are final. */
export type Standing = 'pending' | 'succeeded' | 'failed';

/** What an event says of a payment. */
export interface PaymentEvent {
  /** Of the event: a repeat has the same. */
  id: string;
  /** The provider's id of the payment. */
  payment: string;
  standing: Standing;
}

/** Where a webhook's events go. What is written is to be kept when its promise resolves: the provider does not send it again. */
export interface Books {
  /**
   * Applies an event, whose payment may be one that nobody has heard of yet: once, and never back from a final state. One transaction:
   * an event that is noted and not applied would be lost, one that is applied and not noted would be applied again.
   */
  apply(event: PaymentEvent): void | Promise<void>;
}

/** Books in memory, for examples and tests: of a real shop they are tables of its database. */
export class MemoryBooks implements Books {
  /** The events that changed something, in order: what to send goods and mails for. */
  readonly applied: PaymentEvent[] = [];
  /** Events that say of a payment another end than the one that is known: for a person to look at. */
  readonly contradicting: PaymentEvent[] = [];
  readonly #seen = new Set<string>();
  readonly #payments = new Map<string, Standing>();

  /** What they say of a payment; `undefined` for one that nobody has heard of. */
  read(payment: string): Standing | undefined {
    return this.#payments.get(payment);
  }

  /** Writes down what a reply has shown of a payment, unless its end is known. */
  note(payment: string, standing: Standing): void {
    if (!this.#isFinal(payment)) this.#payments.set(payment, standing);
  }

  apply(event: PaymentEvent): void {
    const { id, payment, standing } = event;
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    if (!this.#isFinal(payment)) {
      this.#payments.set(payment, standing);
      this.applied.push(event);
    } else if (standing !== 'pending' && standing !== this.read(payment)) this.contradicting.push(event);
  }

  #isFinal(payment: string): boolean {
    return (this.read(payment) ?? 'pending') !== 'pending';
  }
}

/** What is known of a payment by how it ended, if it has. */
export function standingOf(end: 'happened' | 'failed' | undefined): Standing {
  return end === 'happened' ? 'succeeded' : (end ?? 'pending');
}
