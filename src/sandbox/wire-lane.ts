import type net from 'node:net';
import type { WireReply } from '../model/reply.ts';
import { canPerform } from './can-perform.ts';
import type { Exchange } from './play.ts';
import { quiet } from './quiescence.ts';
import { arrive, context, type Scene, sceneHere } from './scene.ts';
import { canTrust, trustAuthority } from './wire/certificates.ts';
import { writerOf } from './wire/connections.ts';
import { perform } from './wire/perform.ts';
import { redirectTo } from './wire/redirect.ts';
import { type Asked, openServer } from './wire/server.ts';

let installed: Promise<number> | undefined;
let port: number | undefined;

/** Our sides of the connections of the running scenario. */
const open = new Set<net.Socket>();

/** Opens the server and makes it trusted, once a process; it stays. Some 50 ms. */
export async function installWire(): Promise<void> {
  installed ??= install();
  port = await installed;
}

function install(): Promise<number> {
  if (canTrust()) trustAuthority();
  return openServer(answer, (raw) => {
    open.add(raw);
    // What a client still does when its connections break belongs to the scenario that broke them.
    const hangUp = (): void => void raw.destroy();
    const stalled = sceneHere()?.stalled.add(hangUp);
    raw.once('close', () => {
      open.delete(raw);
      stalled?.delete(hangUp);
    });
  });
}

/** Every connection leads to our server, until {@link unplugWires}. */
export function plugWires(): void {
  redirectTo(port);
}

/** Breaks every connection that was made since the scenario ended, and waits until the clients have seen it. */
export async function breakWires(): Promise<void> {
  if (open.size === 0) return;
  for (const raw of open) raw.destroy();
  await quiet(() => false);
}

/** Connections lead where they are meant to lead. */
export function unplugWires(): void {
  redirectTo(undefined);
}

function answer(asked: Asked): void {
  const writer = writerOf(asked.connection);
  const scene = writer ? context.run(writer, sceneHere) : sceneHere();
  if (!scene) asked.raw.destroy();
  else context.run({ ...writer, scene }, () => answerFor(scene, asked, writer?.viaFetch ? 'fetch' : 'socket'));
}

function answerFor(scene: Scene, asked: Asked, door: Exchange['door']): void {
  const answered = arrive(scene, asked.request, door);
  switch (answered.kind) {
    case 'leave':
      return;
    case 'refuse':
      asked.raw.resetAndDestroy();
      return;
    case 'aside':
      play(asked, answered.reply);
      return;
    case 'reply': {
      const { reply, exchange } = answered;
      if (canPerform(scene, 'wire', reply)) play(asked, reply, { scene, exchange });
      return;
    }
  }
}

function play(asked: Asked, reply: WireReply, told?: { scene: Scene; exchange: Exchange }): void {
  void perform(asked, reply, {
    delivered: () => told?.scene.play.delivered?.(told.exchange),
    aborted: () => told && !told.scene.ended && told.scene.play.aborted?.(told.exchange),
  });
}
