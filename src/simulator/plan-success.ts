import { fill } from '../catalogue/fill.ts';
import type { Json } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import type { AppReply } from './app-reply.ts';
import { jsonReply } from './json-reply.ts';
import { nextState } from './next-state.ts';
import type { Resource } from './resources.ts';
import { roleOf } from './role.ts';
import { reasonsIn, type Surface, show } from './show.ts';
import type { Undertaking } from './undertaking.ts';

/** A success before it happens: what the client would be told, and what would change. */
export interface Plan {
  reply: AppReply;
  /** Id of the resource that the effect concerns. */
  resource: string;
  /** A new resource. */
  makes?: Resource;
  /** An existing resource, the state that it is put in, and the states that its reads show from then on. */
  moves?: { resource: Resource; state: string; upcoming: string[] };
}

/** What a plan is made with, beside the request. */
export interface PlanOptions {
  provider: Provider;
  surface: Surface;
  /** The state that a step of the tape asks for. */
  state?: string;
  /** The states that a new resource will show. */
  journey: string[];
  /** Virtual milliseconds since the scenario began. */
  now: number;
}

/** Plans the success of a request. Changes nothing. */
export function planSuccess(request: Undertaking, options: PlanOptions): Plan {
  const { operation } = request.routed;
  const journey = operation.journey === undefined ? undefined : options.provider.journeys[operation.journey];
  const role = roleOf(options.provider, operation);
  const target = role === 'makes' ? undefined : request.target;
  const walked = role === 'reads' && target ? nextState(target, options.now) : undefined;
  const next = walked ? walked.state : operation.success.state;
  const initial = target ? target.state : journey?.initial;
  const state = journey && (options.state ?? next ?? initial);
  const id = target?.id ?? request.id;
  const before = (state === undefined ? undefined : target?.shown.get(state)) ?? 0;
  const showing = { state, before, surface: options.surface };
  const present = target ? show(target.body, journey, showing) : null;
  const body = fill(operation.success.body, {
    id,
    state: state ?? null,
    resource: present,
    marker: request.marker ?? null,
    body: request.asked.fields,
    path: request.routed.parameters,
  });
  const shown = show(body, journey, showing);
  const reasons = reasonsIn(shown, journey);
  const reply: AppReply = {
    wire: jsonReply(operation.success.status, shown),
    kind: options.state === undefined ? 'ok' : 'state',
    codes: [],
    ...(state === undefined ? {} : { state }),
    ...(reasons.length === 0 ? {} : { reasons }),
  };
  if (role === 'makes') return { reply, resource: id, makes: made(request, body, state, options) };
  if (!target || state === undefined || (options.state ?? next) === undefined) return { reply, resource: id };
  const upcoming = role === 'moves' ? [] : options.state === undefined ? (walked?.upcoming ?? []) : target.upcoming;
  return { reply, resource: id, moves: { resource: target, state, upcoming } };
}

function made(
  { id, routed, intent, marker }: Undertaking,
  body: Json,
  state: string | undefined,
  options: PlanOptions,
) {
  const { journey } = routed.operation;
  return {
    id,
    body,
    upcoming: journey === undefined ? [] : [...options.journey],
    madeAt: options.now,
    shown: new Map(),
    ...(journey === undefined ? {} : { journey }),
    ...(intent === undefined ? {} : { intent }),
    ...(marker === undefined ? {} : { marker }),
    ...(state === undefined ? {} : { state }),
  } satisfies Resource;
}
