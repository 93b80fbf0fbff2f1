import { Buffer } from 'node:buffer';
import type { Authentication, Provider } from '../model/provider.ts';

/** The credentials that a request carries, as they came; `undefined` when it carries none. */
export function presentedCredentials(auth: Authentication, headers: Record<string, string>): string | undefined {
  const names =
    auth.scheme === 'basic' ? ['authorization'] : Object.keys(auth.headers).map((name) => name.toLowerCase());
  const values = names.map((name) => headers[name]);
  return values.every((value) => value === undefined) ? undefined : values.map((value) => value ?? '').join('\n');
}

/** Whether a request's credentials are the ones that the provider gave out. */
export function credentialsAccepted(
  { authentication, credentials }: Pick<Provider, 'authentication' | 'credentials'>,
  headers: Record<string, string>,
): boolean {
  if (authentication.scheme === 'headers')
    return Object.entries(authentication.headers).every(
      ([header, credential]) => headers[header.toLowerCase()] === credentials[credential],
    );
  const pair = `${credentials[authentication.username] ?? ''}:${credentials[authentication.password] ?? ''}`;
  const sent = /^basic +(\S+)$/i.exec(headers.authorization ?? '');
  return sent?.[1] === Buffer.from(pair).toString('base64');
}
