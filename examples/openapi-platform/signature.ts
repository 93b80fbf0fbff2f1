import { type KeyObject, sign } from 'node:crypto';

/** What a signature is made of. */
export interface Signed {
  path: string;
  clientId: string;
  /** ISO 8601. */
  requestTime: string;
  body: string;
}

/** The Signature header: RSA with SHA-256 over method, path, client, time and body. All requests are POST. */
export function signatureOf({ path, clientId, requestTime, body }: Signed, privateKey: KeyObject): string {
  const content = Buffer.from(`POST ${path}\n${clientId}.${requestTime}.${body}`);
  return `algorithm=RSA256, keyVersion=1, signature=${sign('RSA-SHA256', content, privateKey).toString('base64url')}`;
}
