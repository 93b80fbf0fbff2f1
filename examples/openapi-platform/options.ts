import type { KeyObject } from 'node:crypto';
import type { Agent, request } from 'node:http';
import * as https from 'node:https';

/** What a client of the platform is made of. Origin, client and key are needed, the rest may be left out. */
export interface OpenapiPlatformOptions {
  /** The API's origin, without a trailing slash. */
  baseUrl: string;
  clientId: string;
  /** The RSA key whose public half the platform knows. */
  privateKey: KeyObject;
  /** Milliseconds for one attempt without a byte. */
  idleMs?: number;
  /** Milliseconds for one attempt, its body included. */
  timeoutMs?: number;
  /** Attempts in all. */
  attempts?: number;
  /** Where to connect; closed with the client. */
  agent?: Agent;
  request?: typeof request;
  sleep?: (ms: number) => Promise<unknown>;
  now?: () => Date;
}

/** What is left out of them. */
export const defaults = {
  idleMs: 10_000,
  timeoutMs: 20_000,
  attempts: 4,
  request: https.request,
  sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => new Date(),
};
