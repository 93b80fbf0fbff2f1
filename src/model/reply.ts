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
  /** Nothing comes, for ever. */
  | { kind: 'stall' };

/** Whether a request has reached the provider. */
export function isConnected({ kind }: Transport): boolean {
  return kind !== 'refused' && kind !== 'unresolved';
}

/** A finished reply, for a lane to perform as it stands. */
export interface WireReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Absent for a complete, plain reply. */
  transport?: Transport;
  /** How long the provider takes to send it, in virtual milliseconds; when left out: no time at all. */
  delayMs?: number;
}
