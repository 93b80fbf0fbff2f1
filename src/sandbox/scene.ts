import { AsyncLocalStorage } from 'node:async_hooks';
import type { WireReply, WireRequest } from '../model/reply.ts';
import { startOfDay } from '../model/start-of-day.ts';
import { ignored } from './finished-reply.ts';
import type { Exchange, Play, Sender } from './play.ts';
import { virtualNow } from './virtual-clock.ts';

/** What a scenario ends with, but for its value. */
export type SceneEnd = 'settled' | 'hung' | 'time' | 'requests' | 'fault';

/** One life of the client under test, from `create` until it is killed, or the scenario is over. */
export interface Life {
  over: boolean;
}

/** A scenario on its way. */
export interface Scene {
  readonly play: Play<unknown>;
  /** Exchanges and connections that are open, and how to hang up on each when the scenario is over. */
  readonly stalled: Set<() => void>;
  /** The client's present one. */
  life: Life;
  requests: number;
  exchanges: number;
  refused: number;
  ended?: SceneEnd;
  /** What `respond` threw, or the lane. */
  fault?: unknown;
  /** Code of it may still be alive although it has ended: what it asks for later is refused. */
  undead: boolean;
}

/** Which scene, call and door a piece of code runs for. */
export interface Context {
  scene: Scene;
  call?: string;
  /** Whose code it is; absent for the engine's own. */
  life?: Life;
  /** The call of global fetch, where it is one. */
  viaFetch?: object;
}

/** Carries the {@link Context} through promises, timers and sockets. */
export const context = new AsyncLocalStorage<Context>();

/** What is to be done with a request. */
export type Answer =
  | { kind: 'reply'; reply: WireReply; exchange: Exchange }
  /** Nothing of the provider's: a host that nobody asked about, or somebody else's. */
  | { kind: 'aside'; reply: WireReply }
  /** No connection: nobody is asked any more. */
  | { kind: 'refuse' }
  /** Leave it open for ever. */
  | { kind: 'leave' };

/** Refusals after which a scene that has ended gets no answer at all, or a loop that retries them would never end. */
const patience = 100;

let current: Scene | undefined;

/** Sets the stage for a scene, or clears it. */
export function setScene(scene: Scene | undefined): void {
  current = scene;
}

/** The scene that answers what is asked here and now; `undefined` when it is none of the sandbox's business. */
export function sceneHere(): Scene | undefined {
  const scene = context.getStore()?.scene;
  return scene?.undead ? scene : current;
}

/** A whole request has arrived for a scene. */
export function arrive(scene: Scene, request: WireRequest, door: Exchange['door']): Answer {
  if (isDead()) return { kind: 'leave' };
  if (scene.ended) return refuse(scene);
  scene.requests += 1;
  if (isTooMany(scene)) {
    scene.ended = 'requests';
    // At once: what the client says when the next request is refused, it would never have said.
    scene.play.ended?.();
    return refuse(scene);
  }
  if (scene.play.ignore?.includes(new URL(request.url).host)) return { kind: 'aside', reply: ignored };
  const { call, viaFetch } = context.getStore() ?? {};
  const sender: Sender = { door, ...(call === undefined ? {} : { call }), ...(viaFetch && { fetch: viaFetch }) };
  try {
    const aside = scene.play.elsewhere?.(request, sender);
    if (aside) return { kind: 'aside', reply: aside };
    scene.exchanges += 1;
    const exchange: Exchange = { number: scene.exchanges, at: virtualNow() - startOfDay, ...sender };
    return { kind: 'reply', exchange, reply: scene.play.respond(request, exchange) };
  } catch (error) {
    return fail(scene, error);
  }
}

/** A client in its first thousand requests may still come to its senses. */
const hopeful = 1_000;

function isTooMany({ requests, play: { limits } }: Scene): boolean {
  if (requests > limits.requests) return true;
  return requests > hopeful && limits.hopeless?.(virtualNow() - startOfDay) === true;
}

/** Whether the present code belongs to a client that was killed. It cannot be stopped; but nothing that it asks for happens. */
export function isDead(): boolean {
  return context.getStore()?.life?.over === true;
}

/** Ends a scene for a fault of the harness: it is nothing that the client should see. */
export function fail(scene: Scene, error: unknown): Answer {
  if (!scene.ended) {
    scene.ended = 'fault';
    scene.fault = error;
  }
  return { kind: 'leave' };
}

function refuse(scene: Scene): Answer {
  scene.refused += 1;
  return { kind: scene.refused > patience ? 'leave' : 'refuse' };
}
