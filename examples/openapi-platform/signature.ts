import { type KeyObject, sign, verify } from 'node:crypto';

/** What a signature is made of. */
export interface Signed {
  path: string;
  clientId: string;
  /** ISO 8601. */
  requestTime: string;
  body: string;
}

/** The Signature header: RSA with SHA-256 over method, path, client, time and body. All requests are POST. */
export function signatureOf(signed: Signed, privateKey: KeyObject): string {
  const content = contentOf(signed);
  return `algorithm=RSA256, keyVersion=1, signature=${sign('RSA-SHA256', content, privateKey).toString('base64url')}`;
}

/** Whether a Signature header is over this, by the owner of the key. Which algorithm is ours to say, and not the header's. */
export function isSignedBy(signed: Signed, header: string | undefined, publicKey: KeyObject): boolean {
  const signature = /(?:^|[,\s])signature=([\w+/-]+=*)\s*$/.exec(header ?? '')?.[1];
  return (
    signature !== undefined && verify('RSA-SHA256', contentOf(signed), publicKey, Buffer.from(signature, 'base64'))
  );
}

function contentOf({ path, clientId, requestTime, body }: Signed): Buffer {
  return Buffer.from(`POST ${path}\n${clientId}.${requestTime}.${body}`);
}
