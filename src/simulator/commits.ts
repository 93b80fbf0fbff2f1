import type { EffectEvent } from '../model/trace.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { Entry } from './ledger.ts';
import type { Plan } from './plan-success.ts';
import type { Resources } from './resources.ts';
import type { Undertaking } from './undertaking.ts';

/** Makes plans come true: writes resources and the ledger, now or after the client gave up. */
export class Commits {
  /** What has happened, in order. */
  readonly entries: Entry[] = [];
  readonly #resources: Resources;
  readonly #store: IdempotencyStore;
  readonly #now: () => number;
  readonly #late: { exchange: number; due: boolean; run: () => EffectEvent[] }[] = [];

  constructor(resources: Resources, store: IdempotencyStore, now: () => number) {
    this.#resources = resources;
    this.#store = store;
    this.#now = now;
  }

  /** Makes a plan come true. One key has one effect, and a resource that is in its state already has no other. */
  make(request: Undertaking, plan: Plan): EffectEvent[] {
    const { asked, routed, key, intent } = request;
    const done = key !== undefined && this.#store.isDone(key.value);
    const moved = plan.moves !== undefined && plan.moves.resource.state === plan.moves.state;
    if (!done || plan.reply.kind === 'state') this.#change(plan);
    const kind = routed.operation.effect;
    if (kind === undefined || done) return [];
    if (key) this.#store.done(key.value, key.request);
    if (moved) return [];
    const effect = { at: this.#now(), kind, resource: plan.resource, ...(intent === undefined ? {} : { intent }) };
    this.entries.push({ ...effect, exchange: asked.exchange });
    return [{ event: 'effect', ...effect }];
  }

  /** Puts a commit off until its exchange is closed and {@link commitLate} is called. */
  later(exchange: number, run: () => EffectEvent[]): void {
    this.#late.push({ exchange, due: false, run });
  }

  /** An exchange is over: what was put off until then is due. */
  closed(exchange: number): void {
    for (const item of this.#late) if (item.exchange === exchange) item.due = true;
  }

  /** Commits what is due, in the order in which the requests came. */
  commitLate(): EffectEvent[] {
    const due = this.#late.filter((item) => item.due);
    this.#late.splice(0, this.#late.length, ...this.#late.filter((item) => !item.due));
    return due.flatMap(({ run }) => run());
  }

  #change({ makes, moves, resource, reply }: Plan): void {
    const present = this.#resources.get(resource);
    if (makes && !present) this.#resources.add(makes);
    if (makes?.state !== undefined && present && reply.kind === 'state') present.state = makes.state;
    if (moves) {
      moves.resource.state = moves.state;
      moves.resource.shown.set(moves.state, (moves.resource.shown.get(moves.state) ?? 0) + 1);
      moves.resource.upcoming = moves.upcoming;
    }
  }
}
