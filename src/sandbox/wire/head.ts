import { STATUS_CODES } from 'node:http';
import type { Framing, WireReply } from '../../model/reply.ts';
import { finish } from '../finished-reply.ts';

/** A reply as a server writes it. */
export interface Written {
  /** Status line, headers, and the empty line. */
  head: Buffer;
  body: Buffer;
}

/** Writes a reply out; `framing`: how its head says where its body ends. */
export function write(reply: WireReply, method: string, framing: Framing = 'length'): Written {
  const { body, init } = finish(reply, method);
  const bytes = Buffer.from(body ?? []);
  const { 'content-length': length, ...others } = init.headers;
  const framed = {
    length: length === undefined ? {} : { 'content-length': length },
    chunked: { 'transfer-encoding': 'chunked' },
    close: { connection: 'close' },
  }[framing];
  return { head: headOf(init.status, { ...others, ...framed }), body: bytes };
}

/** A head alone: all of an informational response. */
export function headOf(status: number, headers: Record<string, string>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(
    [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}`, ...lines, '', ''].join('\r\n'),
    'latin1',
  );
}

/** One chunk (RFC 9112, 7.1). */
export function chunk(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
