/** A request as it reached the provider's door: whole, once, in order of arrival. */
export interface WireRequest {
  method: string;
  /** Absolute, with its query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Decoded as UTF-8; empty when there is none. */
  body: string;
}

/** How a reply fails on its way. */
export type Transport =
  /** The host has no address: `getaddrinfo ENOTFOUND`. */
  | { kind: 'unresolved' }
  /** No connection: `connect ECONNREFUSED`. */
  | { kind: 'refused' }
  /** The connection is reset before a byte of the reply: `read ECONNRESET`. */
  | { kind: 'reset' }
  /** The connection is closed in good order before a byte of the reply: `socket hang up`, `other side closed`. */
  | { kind: 'closed' }
  /** Nothing comes, for ever; or nothing more after the head and so many bytes of the body. */
  | { kind: 'stall'; at?: number }
  /** The connection is closed after the head and so many bytes of the body; `framing`: how the head says where the body would end. */
  | { kind: 'cut'; at: number; framing: Framing }
  /** The bytes of the body come one by one, so many virtual milliseconds apart. */
  | { kind: 'drip'; everyMs: number }
  /** An informational response comes first (RFC 9110, 15.2), and then the reply. */
  | { kind: 'informational'; status: number }
  /** What comes is no HTTP: the body, without a head, and then the connection is closed. */
  | { kind: 'raw' };

/** How a reply says where its body ends (RFC 9112, 6.3): by its length, by the last of its chunks, or by the end of the connection. */
export type Framing = 'length' | 'chunked' | 'close';

/** Whether a request has reached the provider. */
export function isConnected({ kind }: Transport): boolean {
  return kind !== 'refused' && kind !== 'unresolved';
}

/** Whether a status line reaches the client, whatever becomes of the rest. */
export function hasHead(transport: Transport): boolean {
  switch (transport.kind) {
    case 'unresolved':
    case 'refused':
    case 'reset':
    case 'closed':
    case 'raw':
      return false;
    case 'stall':
      return transport.at !== undefined;
    case 'cut':
    case 'drip':
    case 'informational':
      return true;
  }
}

/** A finished reply, for a lane to perform as it stands. */
export interface WireReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** What goes over the wire in the place of the body, where that is not the body in UTF-8. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** So many times this byte, at this place of the body's bytes; made as it is sent, for nobody wants to hold it. */
  padding?: { at: number; byte: number; times: number };
  /** Absent for a complete, plain reply. */
  transport?: Transport;
  /** How long the provider takes to send it, in virtual milliseconds; when left out: no time at all. */
  delayMs?: number;
}

/** What a client reads of a reply that arrives. */
export type ReplyContent = Pick<WireReply, 'status' | 'headers' | 'body'>;
