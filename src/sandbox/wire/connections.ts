import type { Context } from '../scene.ts';
import { context } from '../scene.ts';

/** A TCP handle of Node's: what the kernel has taken from it and given to it. */
interface TcpHandle {
  bytesRead: number;
  bytesWritten: number;
  /** Whether somebody reads. */
  reading?: boolean;
  getsockname(out: { port?: number }): number;
  close(done?: () => void): void;
  reset?(done?: () => void): number;
}

/** Both ends of one connection over the kernel's loopback. */
export interface Connection {
  /** The client's port. */
  port: number;
  client: TcpHandle;
  /** The client has been told that it is connected. */
  connected: boolean;
  clientClosed: boolean;
  /** Called as soon as the client closes it: at its virtual instant, before the other end can have noticed. */
  hungUp?: (() => void) | undefined;
  /** Absent until it is accepted. */
  server?: TcpHandle;
  /** The server has said that nothing more comes. */
  serverEnded: boolean;
  serverClosed: boolean;
  /** What both ends had read and written when they were looked at last, and how often that was so. */
  seen: string;
  turns: number;
}

/** Turns after which bytes that nobody takes are taken for bytes that nobody wants. */
const patience = 5_000;

/** Turns that the end of a connection is given to be seen by the other side. */
const farewell = 15;

const byPort = new Map<number, Connection>();
const writers = new WeakMap<object, Context>();

/** A client's handle has begun to connect to our server. */
export function track(handle: object, request: object): void {
  const client = handle as TcpHandle; // Node's own class; nothing describes it.
  const name: { port?: number } = {};
  client.getsockname(name);
  const port = name.port ?? 0;
  const connection: Connection = {
    port,
    client,
    connected: false,
    clientClosed: false,
    serverEnded: false,
    serverClosed: false,
    seen: '',
    turns: 0,
  };
  byPort.set(port, connection);
  before(request, 'oncomplete', () => {
    connection.connected = true;
  });
  for (const end of ['close', 'reset']) {
    before(client, end, () => {
      connection.clientClosed = true;
      connection.hungUp?.();
      forget(connection);
    });
  }
}

/** Our server has accepted the connection from this port. */
export function accepted(port: number, handle: object): Connection | undefined {
  const connection = byPort.get(port);
  if (connection) connection.server = handle as TcpHandle;
  return connection;
}

/** Our side of a connection is gone. */
export function serverGone(connection: Connection): void {
  connection.serverClosed = true;
  forget(connection);
}

/** Remembers for whom a socket writes: a connection is kept, and serves one call after the other. */
export function wrote(socket: object): void {
  const store = context.getStore();
  const handle = tcpHandleOf(socket);
  if (store && handle) writers.set(handle, store);
}

/** For whom the client wrote last on a connection. */
export function writerOf({ client }: Connection): Context | undefined {
  return writers.get(client);
}

/** Whether no bytes are on their way between any two ends. What only the clock could change is at rest. */
export function wiresAtRest(): boolean {
  for (const connection of byPort.values()) if (!isAtRest(connection)) return false;
  return true;
}

function isAtRest(connection: Connection): boolean {
  const now = stateOf(connection);
  connection.turns = now === connection.seen ? connection.turns + 1 : 0;
  connection.seen = now;
  const { client, server, connected, clientClosed, serverEnded, serverClosed } = connection;
  if (connection.turns > patience) return true;
  if (!server) return false;
  if (clientClosed || serverEnded || serverClosed) return connection.turns > farewell;
  if (!connected || client.bytesWritten !== server.bytesRead) return false;
  return client.bytesRead === server.bytesWritten || client.reading === false;
}

function stateOf({ client, server, connected, clientClosed, serverEnded, serverClosed }: Connection): string {
  const counts = [client, server].map((end) => (end ? `${end.bytesRead} ${end.bytesWritten}` : ''));
  return `${counts} ${connected} ${clientClosed} ${serverEnded} ${serverClosed}`;
}

function forget(connection: Connection): void {
  if (connection.clientClosed && connection.serverClosed) byPort.delete(connection.port);
}

/** The TCP handle under a socket, also where TLS lies over it. */
export function tcpHandleOf(socket: object): object | undefined {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return undefined;
  const under: unknown = Reflect.get(handle, '_parent');
  return typeof under === 'object' && under !== null ? under : handle;
}

/** Does something before a method of an object is called. */
function before(owner: object, name: string, look: () => void): void {
  const real: unknown = Reflect.get(owner, name);
  if (typeof real !== 'function') return;
  Reflect.set(owner, name, function looked(this: unknown, ...args: unknown[]) {
    look();
    return Reflect.apply(real, this, args);
  });
}
