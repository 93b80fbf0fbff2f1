import type net from 'node:net';
import type { Framing, WireReply } from '../../model/reply.ts';
import { held } from '../held.ts';
import { wait } from '../timers-promises-door.ts';
import { chunk, headOf, write } from './head.ts';
import type { Asked } from './server.ts';

/** How much of a long run is written at once. */
const pieceBytes = 65_536;

/** What whoever performs a reply wants to know. */
export interface Witness {
  /** The reply, or what has become of it, is on the wire. */
  delivered(): void;
  /** The client has hung up before that. */
  aborted(): void;
}

/** Writes a reply onto its connection, byte for byte, and breaks the connection where it says so. Never throws. */
export async function perform(asked: Asked, reply: WireReply, { delivered, aborted }: Witness): Promise<void> {
  const hungUp = new AbortController();
  const { connection } = asked;
  connection.hungUp = () => {
    connection.hungUp = undefined;
    hungUp.abort();
    aborted();
  };
  if (connection.clientClosed) connection.hungUp();
  const done = (): void => {
    connection.hungUp = undefined;
    delivered();
  };
  try {
    if (reply.delayMs !== undefined) await held(reply.delayMs, hungUp.signal, () => hungUp.signal.reason);
    await act(asked, reply, { done, signal: hungUp.signal });
  } catch (error) {
    if (!hungUp.signal.aborted) throw error;
  }
}

/** A reply with a long run of one byte in its body, piece by piece. */
function* padded(
  head: Buffer,
  body: Buffer,
  { at, byte, times }: NonNullable<WireReply['padding']>,
): Generator<Buffer> {
  yield Buffer.concat([head, body.subarray(0, at)]);
  const piece = Buffer.alloc(pieceBytes, byte);
  for (let left = times; left > 0; left -= piece.length) yield piece.subarray(0, left);
  yield body.subarray(at);
}

/** Writes no more than the other side takes: what waits here would count as the client's memory. */
async function pour(socket: net.Socket, pieces: Iterable<Buffer>): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    if (socket.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  }
}

interface Act {
  done(): void;
  signal: AbortSignal;
}

async function act(asked: Asked, reply: WireReply, { done, signal }: Act): Promise<void> {
  const { socket, raw, connection, request } = asked;
  const { transport } = reply;
  const written = (framing?: Framing) => write(reply, request.method, framing);
  const end = (): void => {
    connection.serverEnded = true;
    socket.end();
  };
  switch (transport?.kind) {
    case undefined:
    case 'informational': {
      const early = transport ? headOf(transport.status, { link: '</style.css>; rel=preload' }) : Buffer.alloc(0);
      const { head, body } = written();
      done();
      if (reply.padding) await pour(socket, padded(Buffer.concat([early, head]), body, reply.padding));
      else socket.write(Buffer.concat([early, head, body]));
      if (request.headers.connection === 'close') end();
      return;
    }
    case 'reset':
      done();
      connection.serverEnded = true;
      raw.resetAndDestroy();
      return;
    case 'closed':
      done();
      end();
      return;
    case 'raw':
      done();
      socket.write(reply.body);
      end();
      return;
    case 'cut': {
      const { head, body } = written(transport.framing);
      const part = body.subarray(0, transport.at);
      done();
      socket.write(Buffer.concat([head, transport.framing === 'chunked' && part.length > 0 ? chunk(part) : part]));
      end();
      return;
    }
    case 'stall': {
      if (transport.at === undefined) return;
      const { head, body } = written();
      socket.write(Buffer.concat([head, body.subarray(0, transport.at)]));
      return;
    }
    case 'drip': {
      const { head, body } = written();
      socket.write(head);
      for (const byte of body) {
        await wait(transport.everyMs, undefined, { signal });
        socket.write(Buffer.from([byte]));
      }
      done();
      return;
    }
    case 'refused':
    case 'unresolved':
      // The connection is there already: see `performersOf`.
      return;
  }
}
