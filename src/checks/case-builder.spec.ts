import { faults } from '../faults/table.ts';
import type { Belief } from '../model/belief.ts';
import type { Case, Effect, PlayedCall } from '../model/case.ts';
import type { FaultFamily } from '../model/fault-family.ts';
import type { ReplyEvent, RequestEvent, Thrown, TraceEvent, WebhookEvent } from '../model/trace.ts';
import { acmeRows, acmeStatus } from './case-rows.spec.ts';

/** For specs only: writes a case the way one tells a story, request by request. Start with {@link aCase}. */
export class CaseBuilder {
  readonly #case: Case;
  #exchange = 0;
  #call: PlayedCall;

  constructor(given: Partial<Case> = {}) {
    this.#call = callOf('call-1', 'intent-1', 0);
    this.#case = {
      scenario: {
        format: 1,
        provider: 'acme',
        requirement: 'acme/errors/invalid_amount',
        group: 'a group',
        calls: [{ id: 'call-1', operation: 'createPayment', intent: 'intent-1', start: 'first' }],
        tape: '',
        lane: 'auto',
      },
      operation: { ...payment },
      tells: ['outcome', 'category', 'code'],
      calls: [this.#call],
      trace: [{ event: 'called', at: 0, call: 'call-1', operation: 'createPayment' }],
      ledger: [],
      ending: 'settled',
      leftover: 0,
      left: [],
      changed: [],
      leaks: [],
      control: { passed: true },
      siblings: [],
      rows: acmeRows,
      ...given,
    };
    this.#call.operation = this.#case.operation.name;
  }

  /** The calls that follow belong to another call. Its intent is `intent-1` unless said otherwise. */
  call(id: string, at: number, intent = 'intent-1'): this {
    this.#call = { ...callOf(id, intent, at), operation: this.#case.operation.name };
    this.#case.calls.push(this.#call);
    return this;
  }

  /** The client is killed, and with it the present call where that is open; the calls that follow belong to one after the restart. */
  restarted(id: string, at: number, kept: string[] | false = ['intent-1']): this {
    const killed = this.#call.settledAt === undefined ? [this.#call] : [];
    for (const call of killed) call.killedAt = at;
    this.event({ event: 'restarted', at, call: id, killed: killed.map((call) => call.id) }).call(id, at + 1_000);
    const { operation, intent } = this.#call;
    this.#case.scenario.calls.push({ id, operation, intent, start: 'after', restarts: true });
    if (kept) this.#case.kept = kept;
    return this.event({ event: 'called', at: at + 1_000, call: id, operation });
  }

  /** A request of the present call to the main operation. */
  request(at: number, facts: Partial<RequestEvent> = {}): this {
    this.#exchange += 1;
    return this.event({
      event: 'request',
      at,
      call: this.#call.id,
      intent: this.#call.intent,
      exchange: this.#exchange,
      operation: this.#case.operation.main,
      method: 'POST',
      path: '/payments',
      contentType: 'application/json',
      body: '{"reference":"order-1","amount":1000}',
      ...facts,
    });
  }

  /** A request of the present call to the operation that reads. */
  read(at: number, facts: Partial<RequestEvent> = {}): this {
    return this.request(at, { operation: 'getPayment', method: 'GET', path: '/payments/pay_1', body: '', ...facts });
  }

  /** The answer to the last request, in the same instant. */
  reply(facts: Partial<ReplyEvent> = {}): this {
    const at = facts.at ?? this.#case.trace.at(-1)?.at ?? 0;
    const status = facts.status ?? 201;
    return this.event({
      event: 'reply',
      at,
      call: this.#call.id,
      exchange: this.#exchange,
      status,
      summary: `${status} ok`,
      codes: [],
      kind: 'ok',
      delivered: true,
      ...(facts.kind === 'fault' ? { family: familyOf(facts.fault ?? '', status) } : {}),
      ...facts,
    });
  }

  /** The last request is answered by a documented error of Acme. */
  error(code: string, facts: Partial<ReplyEvent> = {}): this {
    const row = acmeRows[`acme/errors/${code}`];
    const status = acmeStatus[code] ?? 400;
    const open = row?.expect?.outcome.some((outcome) => outcome === 'unknown' || outcome === 'pending');
    return this.reply({
      status,
      kind: 'error',
      summary: `${status} ${code}`,
      codes: [code],
      message: `Acme says ${code}`,
      ...(row ? { row: row.id } : {}),
      ...(open && this.#case.operation.effect ? { ambiguous: true } : {}),
      ...facts,
    });
  }

  /** The last request meets a fault. */
  fault(fault: string, summary: string, facts: Partial<ReplyEvent> = {}): this {
    return this.reply({ status: 0, kind: 'fault', fault, summary, ...facts });
  }

  /** The last request is answered by a resource in a state. */
  state(state: string, facts: Partial<ReplyEvent> = {}): this {
    return this.reply({ status: 200, kind: 'state', summary: `200 state ${state}`, state, ...facts });
  }

  /** The connection is reset before a byte of the reply. */
  reset(facts: Partial<ReplyEvent> = {}): this {
    return this.fault('reset', 'connection reset', facts);
  }

  /** The client hangs up on the last request. */
  aborted(at: number): this {
    return this.event({ event: 'aborted', at, call: this.#call.id, exchange: this.#exchange });
  }

  /** The last request brings something about. */
  effect(facts: Partial<Effect> = {}): this {
    const at = this.#case.trace.at(-1)?.at ?? 0;
    const number = this.#case.ledger.length + 1;
    this.#case.ledger.push({
      at,
      kind: 'payment',
      resource: `pay_${number}`,
      intent: this.#call.intent,
      exchange: this.#exchange,
      state: 'final',
      ...facts,
    });
    return this;
  }

  /** An effect that nothing attributes. */
  strayEffect(): this {
    this.effect();
    for (const entry of this.#case.ledger.slice(-1)) delete entry.intent;
    return this;
  }

  /** The present call ends, and its caller is told something. */
  tells(at: number, belief?: Belief): this {
    return this.#settled(at, { how: 'value', ...(belief ? { belief } : {}) });
  }

  /** The present call ends in an error. */
  throws(at: number, thrown: Partial<Thrown>, belief?: Belief): this {
    const error = { name: 'Error', message: 'it broke', raw: false, ...thrown };
    return this.#settled(at, { how: 'error', thrown: error, ...(belief ? { belief } : {}) });
  }

  /** An event is handed to the client: that Acme has been paid, which the client's books say from then on. */
  webhook(at: number, facts: Partial<WebhookEvent> = {}): this {
    return this.event({
      event: 'webhook',
      at,
      call: this.#call.id,
      name: 'event-1',
      type: 'payment_paid',
      state: 'paid',
      ...(facts.thrown ? {} : { status: 200 }),
      before: { applied: 0, outcome: 'pending' },
      after: { applied: 1, outcome: 'succeeded' },
      ...facts,
    });
  }

  /** Anything else that happens. */
  event(event: TraceEvent): this {
    this.#case.trace.push(event);
    return this;
  }

  build(given: Partial<Case> = {}): Case {
    return { ...this.#case, ...given };
  }

  #settled(at: number, how: Pick<PlayedCall, 'belief' | 'thrown'> & { how: 'value' | 'error' }): this {
    Object.assign(this.#call, { settledAt: at, ...how });
    return this.event({ event: 'settled', at, call: this.#call.id, ...how });
  }
}

/** For specs only: a case of Acme's `createPayment`, whose control passed, with one call that begins at 0 ms. */
export function aCase(given: Partial<Case> = {}): CaseBuilder {
  return new CaseBuilder(given);
}

/** For specs only: an operation that makes a payment, under a key and with a marker, and can read it. */
export const payment = {
  name: 'createPayment',
  main: 'createPayment',
  uses: ['createPayment', 'getPayment'],
  reads: ['getPayment'],
  effect: 'payment',
  keyHeader: 'idempotency-key',
  marker: 'reference',
  success: ['succeeded'],
  states: { open: 'open', paid: 'happened', refused: 'failed' },
  volatile: [],
} satisfies Case['operation'];

/** For specs only: an operation that reads. */
export const reading = {
  name: 'getPayment',
  main: 'getPayment',
  uses: ['getPayment'],
  reads: ['getPayment'],
  success: ['succeeded'],
  states: payment.states,
  volatile: [],
} satisfies Case['operation'];

/** For specs only: makes a payment that is not final at once, for a client that takes events and can be asked everything. */
export const notified = {
  ...payment,
  success: ['succeeded', 'pending'],
  webhooks: { read: true, applied: true, signed: true },
} satisfies Case['operation'];

/** For specs only: an operation that polls until a payment is final. */
export const waiting = { ...reading, name: 'awaitPayment' } satisfies Case['operation'];

/** Of a fault that the table knows: what it says itself; of any other: `legible`, unless the facts say otherwise. */
function familyOf(fault: string, status: number): FaultFamily {
  return faults[fault]?.family(status) ?? 'legible';
}

function callOf(id: string, intent: string, at: number): PlayedCall {
  return { id, operation: 'createPayment', intent, input: {}, idempotencyKey: 'a-key', at, how: 'never' };
}
