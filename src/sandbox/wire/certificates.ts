import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';
import tls, { type SecureContext } from 'node:tls';
import { bitString, element, generalizedTime, identifier, integer, octetString, sequence, utf8, yes } from './der.ts';

/** Signs a certificate for any host. Made for this process, trusted by this process alone; its key never leaves it. */
export interface Authority {
  contextFor(host: string): SecureContext;
}

interface Subject {
  name: string;
  key: KeyObject;
  /** A certificate authority, or the host that a server answers for. */
  is: 'authority' | { host: string };
}

const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));
const authorityName = 'sadpath throw-away authority';

let authority: Authority | undefined;

/** Whether this Node can be told whom to trust while it runs. */
export function canTrust(): boolean {
  return 'setDefaultCACertificates' in tls;
}

/** Makes the authority and trusts it, once a process. */
export function trustAuthority(): Authority {
  authority ??= makeAuthority();
  return authority;
}

function makeAuthority(): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = pem(certificate({ name: authorityName, key: publicKey, is: 'authority' }, privateKey));
  trust(own);
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const contexts = new Map<string, SecureContext>();
  return {
    contextFor(host) {
      const known = contexts.get(host);
      if (known) return known;
      const cert = pem(certificate({ name: host, key: server.publicKey, is: { host } }, privateKey));
      const context = tls.createSecureContext({ key, cert });
      contexts.set(host, context);
      return context;
    },
  };
}

/** Beside those that are trusted anyway. The functions are Node 22.19's and 24.5's; our types are older. */
function trust(certificate: string): void {
  const { getCACertificates, setDefaultCACertificates }: Record<string, unknown> = { ...tls };
  if (typeof getCACertificates !== 'function' || typeof setDefaultCACertificates !== 'function') return;
  const before: unknown = Reflect.apply(getCACertificates, tls, ['default']);
  Reflect.apply(setDefaultCACertificates, tls, [[...(Array.isArray(before) ? before : []), certificate]]);
}

/** An X.509 certificate, version 3 (RFC 5280, 4.1). */
function certificate({ name, key, is }: Subject, signer: KeyObject): Buffer {
  const extensions =
    is === 'authority'
      ? [extension('2.5.29.19', sequence(yes), 'critical')]
      : [extension('2.5.29.17', sequence(alternativeName(is.host)))];
  const content = sequence(
    element(0xa0, integer(2)),
    integer(is === 'authority' ? 1 : 2),
    ecdsaWithSha256,
    nameOf(authorityName),
    sequence(generalizedTime('20000101000000Z'), generalizedTime('20991231235959Z')),
    nameOf(name),
    createPublicKey(key.export({ type: 'spki', format: 'pem' })).export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions)),
  );
  return sequence(content, ecdsaWithSha256, bitString(sign('sha256', content, signer)));
}

function extension(id: string, value: Buffer, critical?: 'critical'): Buffer {
  return sequence(identifier(id), ...(critical ? [yes] : []), octetString(value));
}

function alternativeName(host: string): Buffer {
  const address = isIP(host) === 4 ? Buffer.from(host.split('.').map(Number)) : undefined;
  return address ? element(0x87, address) : element(0x82, Buffer.from(host, 'latin1'));
}

function nameOf(commonName: string): Buffer {
  return sequence(element(0x31, sequence(identifier('2.5.4.3'), utf8(commonName.slice(0, 64)))));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
