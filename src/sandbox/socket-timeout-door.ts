import http from 'node:http';
import net from 'node:net';
import { SadpathError } from '../model/failure.ts';
import { noteMocked } from './mocked-sockets.ts';
import { replace } from './replace.ts';
import { world } from './virtual-clock.ts';
import { longestDelay, VirtualTimer } from './virtual-timer.ts';
import { wrote } from './wire/connections.ts';

/**
 * Puts the timeouts of sockets onto the virtual clock while a scenario runs: `socket.setTimeout`, what resets it (activity) and clears
 * it (destroy), and with it `req.setTimeout`, the `timeout` option of node:http, and the timeouts of agents.
 *
 * A timer of ours lies where Node keeps its own, and speaks enough of its protocol: Node refreshes it on activity, and clears it on
 * destroy by setting `_onTimeout` to null.
 */
export function openSocketTimeoutDoor(): void {
  const slot = findSlot();
  replace(net.Socket.prototype, 'setTimeout', (real) => {
    return function setTimeout(this: net.Socket, delay: number, callback?: () => void): net.Socket {
      const held: unknown = Reflect.get(this, slot);
      if (held instanceof SocketTimer) {
        held.clear();
        Reflect.set(this, slot, null);
      }
      // The real one checks its arguments, sets `timeout`, subscribes the callback, and clears what it had armed before.
      Reflect.apply(real, this, [delay, callback]);
      if (world.virtual && delay > 0 && !this.destroyed) {
        disarm(this, slot);
        Reflect.set(this, slot, new SocketTimer(this, Math.min(delay, longestDelay)));
      }
      return this;
    };
  });
  // Node begins the timeout anew where it writes to the handle; MSW takes the bytes before they come there.
  const prototype: Record<'_write' | '_writev', (...args: never[]) => unknown> = Object(net.Socket.prototype);
  for (const name of ['_write', '_writev'] as const) {
    replace(prototype, name, (real) => {
      return function write(this: net.Socket, ...args: unknown[]): unknown {
        const held: unknown = Reflect.get(this, slot);
        if (held instanceof SocketTimer) held.refresh();
        if (world.virtual) {
          wrote(this);
          noteMocked(this);
        }
        return Reflect.apply(real, this, args);
      };
    });
  }
  replace(http.ClientRequest.prototype, 'setTimeout', (real) => {
    return function setTimeout(this: http.ClientRequest, delay: number, callback?: () => void): http.ClientRequest {
      Reflect.apply(real, this, [delay, callback]);
      if (world.virtual) whenSocket(this, (socket) => socket.connecting && socket.setTimeout(delay));
      return this;
    };
  });
}

/** What lies in the place of Node's timer. `_destroyed` keeps Node from unlinking it from lists that it was never in. */
class SocketTimer {
  readonly _destroyed = true;
  readonly #timer: VirtualTimer;

  constructor(socket: net.Socket, delay: number) {
    const fire = (): void => {
      if (!socket.destroyed) Reflect.apply(Reflect.get(socket, '_onTimeout'), socket, []);
    };
    this.#timer = new VirtualTimer(fire, delay, [], false);
  }

  get _onTimeout(): unknown {
    return this.#timer;
  }

  set _onTimeout(value: unknown) {
    if (value === null) this.clear();
  }

  refresh(): void {
    this.#timer.refresh();
  }

  clear(): void {
    this.#timer.close();
  }
}

/** MSW keeps a socket connecting until the reply is there, and Node arms the timeout of a request on `connect`: arm at once. */
function whenSocket(request: http.ClientRequest, use: (socket: net.Socket) => void): void {
  if (request.socket) use(request.socket);
  else request.once('socket', use);
}

function disarm(socket: net.Socket, slot: symbol): void {
  const timer: unknown = Reflect.get(socket, slot);
  if (typeof timer === 'object' && timer !== null && 'close' in timer && typeof timer.close === 'function')
    timer.close();
  Reflect.set(socket, slot, null);
}

/** The symbol under which Node keeps a socket's timer. */
function findSlot(): symbol {
  const socket = new net.Socket();
  socket.setTimeout(1);
  const slot = Object.getOwnPropertySymbols(socket).find((key) => {
    const value: unknown = Reflect.get(socket, key);
    return typeof value === 'object' && value !== null && '_onTimeout' in value;
  });
  socket.destroy();
  if (slot === undefined) {
    throw new SadpathError({
      to: `put the timeouts of sockets onto the virtual clock under Node ${process.versions.node}`,
      because: 'its sockets do not keep a timer of their own',
      next: 'Use Node 22.18 or 24.',
    });
  }
  return slot;
}
