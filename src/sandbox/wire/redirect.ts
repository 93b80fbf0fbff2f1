import { track } from './connections.ts';

let port: number | undefined;

/** From now on every connection leads to this port of this machine; `undefined`: where it is meant to lead. */
export function redirectTo(serverPort: number | undefined): void {
  port = serverPort;
}

/** Whether connections are redirected, and with them the names of hosts: nobody is asked for an address. */
export function redirecting(): boolean {
  return port !== undefined;
}

/** Connects a TCP handle of a client's, told to connect elsewhere, to our server. libuv's number for how that came out. */
export function connectHere(
  handle: object,
  request: object,
  connect: (address: string, port: number) => unknown,
): unknown {
  const result = connect('127.0.0.1', port ?? 0);
  if (result === 0) track(handle, request);
  return result;
}
