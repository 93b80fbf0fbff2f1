import dgram from 'node:dgram';
import net from 'node:net';
import { SadpathError } from '../model/failure.ts';
import { guarding, isLoopback, refusal } from './guard.ts';
import { replace } from './replace.ts';
import { connectHere, redirecting } from './wire/redirect.ts';

/** libuv's number for a refused connection; node makes the coded error of it: `connect ECONNREFUSED 192.0.2.1:443`. */
const refused = -111;

type Real = (...args: never[]) => unknown;

/**
 * Refuses TCP (and with it TLS and HTTP) and UDP to anything but loopback, at the handle, below everything that opens sockets. MSW
 * gives the sockets it answers a handle function of their own, and never comes here.
 */
export function guardSockets(): void {
  const tcp = prototypeOf(tcpHandle(), 'TCP');
  const { connect: connectIPv4 = unreachable } = tcp;
  const udp = prototypeOf(udpHandle(), 'UDP');
  for (const name of ['connect', 'connect6']) {
    replace(tcp, name, (real: Real) => refusing(real, 'net', 'connect', (args) => [args[1], args[2]]));
    replace(tcp, name, (real: Real) => redirected(real, connectIPv4));
    replace(udp, name, (real: Real) => refusing(real, 'dgram', 'connect', (args) => [args[0], args[1]]));
  }
  for (const name of ['send', 'send6']) {
    // A connected socket names no address, and its connect was looked at.
    replace(udp, name, (real: Real) => refusing(real, 'dgram', 'send', (args) => [args[4], args[3]]));
  }
}

/** While the wire lane plays, every connection is one to this machine. */
function redirected(real: Real, connectIPv4: Real): Real {
  return function connect(this: object, ...args: unknown[]) {
    const [request] = args;
    if (!redirecting() || typeof request !== 'object' || request === null) return Reflect.apply(real, this, args);
    // Of the one for IPv6 addresses too: ours has an IPv4 address.
    return connectHere(this, request, (address, port) => Reflect.apply(connectIPv4, this, [request, address, port]));
  };
}

const unreachable = (): number => refused;

function refusing(real: Real, door: string, syscall: string, target: (args: unknown[]) => unknown[]): Real {
  return function guarded(this: unknown, ...args: unknown[]) {
    const [address, port] = target(args);
    if (guarding() && typeof address === 'string' && !isLoopback(address)) {
      refusal(door, syscall, `${address}:${port}`, 'ECONNREFUSED');
      return refused;
    }
    return Reflect.apply(real, this, args);
  };
}

/** A handle is made when a socket connects; this one is closed before it does. */
function tcpHandle(): unknown {
  const socket = new net.Socket().on('error', () => {});
  socket.connect({ host: '127.0.0.1', port: 9 });
  const handle: unknown = Reflect.get(socket, '_handle');
  socket.destroy();
  return handle;
}

function udpHandle(): unknown {
  const socket = dgram.createSocket('udp4');
  const state = Object.getOwnPropertySymbols(socket).find((key) => key.description === 'state symbol');
  const handle: unknown = state && Reflect.get(Reflect.get(socket, state), 'handle');
  socket.close();
  return handle;
}

function prototypeOf(handle: unknown, name: string): Record<string, Real> {
  if (typeof handle === 'object' && handle !== null && handle.constructor.name === name) {
    return Object.getPrototypeOf(handle);
  }
  throw new SadpathError({
    to: `guard the network under Node ${process.versions.node}`,
    because: `its sockets have no ${name} handle`,
    next: 'Use Node 22.18 or 24.',
  });
}
