import { rowOf } from '../catalogue/row-of.ts';
import type { Provider } from '../model/provider.ts';
import type { Commit, Step } from '../model/tape.ts';
import type { EffectEvent } from '../model/trace.ts';
import type { AppReply } from './app-reply.ts';
import type { Commits } from './commits.ts';
import { errorByCode, errorReply } from './error-reply.ts';
import type { IdempotencyStore, Known } from './idempotency-store.ts';
import { keepsOf } from './keeps.ts';
import { notFound } from './not-found.ts';
import { type Plan, planSuccess } from './plan-success.ts';
import { needsResource } from './role.ts';
import type { Surface } from './show.ts';
import type { Undertaking } from './undertaking.ts';

/** What the application does with one request. */
export interface Handled {
  reply: AppReply;
  /** An idempotency record answered. */
  replayed?: true;
  /** The body of the success that an error stands in the place of. */
  success?: string;
  effects: EffectEvent[];
}

/** What an {@link Application} works with. */
export interface ApplicationOptions {
  provider: Provider;
  surface: Surface;
  journey: string[];
  store: IdempotencyStore;
  commits: Commits;
  /** Virtual milliseconds since the scenario began. */
  now(): number;
}

/** A success under another status. */
function under(reply: AppReply, status: number | undefined): AppReply {
  return status === undefined ? reply : { ...reply, wire: { ...reply.wire, status } };
}

/** The provider behind its gateway: looks requests up by their key, answers as the tape says, commits, remembers. */
export class Application {
  readonly #options: ApplicationOptions;

  constructor(options: ApplicationOptions) {
    this.#options = options;
  }

  /** Answers a request. A step with a transport fault is a success here: what spoils it comes later. */
  answer(request: Undertaking, step: Step | undefined): Handled {
    const { provider } = this.#options;
    const known = this.#look(request);
    switch (known.kind) {
      case 'stored':
        this.#open(request);
        return { reply: known.reply, replayed: true, effects: [] };
      case 'mismatch':
        return this.#refuse(request, provider.idempotency?.onMismatch);
      case 'open':
        return this.#refuse(request, provider.idempotency?.onOpen);
      case 'done':
        return this.#refuse(request, provider.idempotency?.onRepeat, request.id);
      case 'new':
      case 'again':
        this.#open(request);
        return this.#process(request, step);
    }
  }

  /** A gateway has answered in the application's place; the application may have worked on all the same. */
  behindGateway(request: Undertaking, commit: Commit): EffectEvent[] {
    const { kind } = this.#look(request);
    const plan = kind === 'new' || kind === 'again' ? this.#plan(request) : undefined;
    return plan ? this.#commit(request, plan, commit, plan.reply) : [];
  }

  #look({ key }: Undertaking): Known {
    const { onOpen, onRepeat } = this.#options.provider.idempotency ?? {};
    const minds = { open: onOpen !== undefined, repeat: onRepeat !== undefined };
    return key ? this.#options.store.look(key.value, key.request, minds) : { kind: 'new' };
  }

  /** A replay holds its key too while it is on its way: else a client could tell a kept success from a fresh one. */
  #open({ key, asked }: Undertaking): void {
    if (key) this.#options.store.open(key.value, key.request, asked.exchange);
  }

  #process(request: Undertaking, step: Step | undefined): Handled {
    const answer = step?.answer ?? { kind: 'ok' };
    switch (answer.kind) {
      case 'ok':
        return this.#succeed(request, { status: answer.status });
      case 'state':
        return this.#succeed(request, { state: answer.state });
      case 'fault': {
        const plan = this.#plan(request);
        if (!plan) return { reply: this.#missing(request), effects: [] };
        return { reply: plan.reply, effects: this.#commit(request, plan, step?.commit ?? 'before', plan.reply) };
      }
      case 'error': {
        const plan = this.#plan(request);
        const done = plan && answer.successes ? [this.#success(request, plan)] : [];
        const { provider } = this.#options;
        // Only what says itself that it happened may name it: all else looks the same before a commit and after.
        const made = rowOf(provider, answer)?.echo ? { resource: plan?.resource ?? request.id } : {};
        const reply = errorReply(provider, answer, { ...this.#manner(request), ...made, successes: done });
        this.#keep(request, reply);
        const commit = step?.commit ?? (answer.successes ? 'after' : 'before');
        if (!plan) return { reply, effects: [] };
        return { reply, success: plan.reply.wire.body, effects: this.#commit(request, plan, commit) };
      }
    }
  }

  #succeed(request: Undertaking, { state, status }: { state?: string; status?: number | undefined }): Handled {
    const plan = this.#plan(request, state);
    const reply = plan ? under(plan.reply, status) : this.#missing(request);
    this.#keep(request, reply);
    return { reply, effects: plan ? this.#options.commits.make(request, plan) : [] };
  }

  /** Nothing where the resource that it needs does not exist. */
  #plan(request: Undertaking, state?: string): Plan | undefined {
    const { provider, surface, journey, now } = this.#options;
    if (!request.target && needsResource(provider, request.routed.operation)) return undefined;
    return planSuccess(request, { provider, surface, journey, now: now(), ...(state === undefined ? {} : { state }) });
  }

  /** Commits a plan whose reply the client does not get. A read that fails has read nothing. */
  #commit(request: Undertaking, plan: Plan, commit: Commit, kept?: AppReply): EffectEvent[] {
    if (request.routed.operation.effect === undefined || commit === 'before') return [];
    const run = () => {
      if (kept) this.#keep(request, kept);
      return this.#options.commits.make(request, plan);
    };
    if (commit === 'after') return run();
    this.#options.commits.later(request.asked.exchange, run);
    return [];
  }

  #keep({ key }: Undertaking, reply: AppReply): void {
    const keeps = keepsOf(this.#options.provider, reply);
    if (!key || keeps === 'nothing') return;
    this.#options.store.keep(key.value, key.request, keeps === 'reply' ? reply : undefined);
  }

  #manner({ routed }: Undertaking): { surface: Surface; effect: boolean } {
    return { surface: this.#options.surface, effect: routed.operation.effect !== undefined };
  }

  #refuse(request: Undertaking, code: string | undefined, resource?: string): Handled {
    const manner = { ...this.#manner(request), ...(resource === undefined ? {} : { resource }) };
    return { reply: errorByCode(this.#options.provider, code ?? '', manner), effects: [] };
  }

  #missing(request: Undertaking): AppReply {
    return notFound(this.#options.provider, request.routed.name, this.#manner(request));
  }

  #success({ routed }: Undertaking, { resource }: Plan) {
    const noun = (routed.operation.journey ?? routed.operation.effect ?? 'resource').replace(
      /[A-Z]/g,
      (letter) => `_${letter.toLowerCase()}`,
    );
    return { resource_type: noun, resource_id: resource, message: `${noun} successfully created` };
  }
}
