import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import type { WireRequest } from '../../model/reply.ts';
import { canTrust, trustAuthority } from './certificates.ts';
import { accepted, type Connection, serverGone, tcpHandleOf } from './connections.ts';

/** A whole request, and the way back. */
export interface Asked {
  request: WireRequest;
  connection: Connection;
  /** Where the reply is written: over TLS where the client speaks it. */
  socket: net.Socket;
  /** The connection under it. */
  raw: net.Socket;
}

/** The first byte of a TLS handshake (RFC 8446, 5.1). */
const handshake = 22;

/** A server on this machine's loopback that takes any client at its word: HTTP, or TLS for whatever host it names. */
export function openServer(onRequest: (asked: Asked) => void, onAccept: (raw: net.Socket) => void): Promise<number> {
  const parser = http.createServer({
    keepAliveTimeout: 0,
    requestTimeout: 0,
    headersTimeout: 0,
    maxHeaderSize: 2 ** 20,
  });
  const ends = new WeakMap<net.Socket, { raw: net.Socket; connection: Connection }>();
  parser.on('request', (incoming, outgoing) => {
    const { socket } = incoming;
    const end = ends.get(socket);
    // We write bytes, not responses.
    outgoing.detachSocket(socket);
    if (!end) return;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('error', () => {});
    incoming.on('end', () => {
      if (!incoming.complete) return;
      onRequest({ request: requestOf(incoming, socket, Buffer.concat(chunks)), socket, ...end });
    });
  });
  // What is no HTTP is answered by nobody.
  parser.on('clientError', (_error, socket) => socket.destroy());

  const server = net.createServer({ noDelay: true }, (raw) => {
    raw.on('error', () => {});
    const handle = tcpHandleOf(raw);
    const connection = handle && accepted(raw.remotePort ?? 0, handle);
    if (!connection) {
      raw.destroy();
      return;
    }
    onAccept(raw);
    raw.once('close', () => serverGone(connection));
    raw.once('data', (first) => {
      raw.pause();
      raw.unshift(first);
      const socket = first[0] === handshake && canTrust() ? secure(raw) : raw;
      ends.set(socket, { raw, connection });
      parser.emit('connection', socket);
      if (socket === raw) raw.resume();
    });
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

function secure(raw: net.Socket): net.Socket {
  const authority = trustAuthority();
  const socket = new tls.TLSSocket(raw, {
    isServer: true,
    secureContext: authority.contextFor('localhost'),
    SNICallback: (host, done) => done(null, authority.contextFor(host)),
    ALPNProtocols: ['http/1.1'],
  });
  socket.on('error', () => {});
  return socket;
}

function requestOf(incoming: http.IncomingMessage, socket: net.Socket, body: Buffer): WireRequest {
  const { method = 'GET', url = '/', headers } = incoming;
  const scheme = socket instanceof tls.TLSSocket ? 'https' : 'http';
  return {
    method,
    url: new URL(url, `${scheme}://${headers.host ?? 'localhost'}`).href,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')])),
    body: body.toString('utf8'),
  };
}
