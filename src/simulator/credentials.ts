import type { Authentication, Provider } from '../model/provider.ts';

/** The secret credentials that a request carries, as they came; `undefined` when it carries none, or none is a secret. */
export function presentedCredentials(
  { authentication: auth, publicCredentials = [] }: Pick<Provider, 'authentication' | 'publicCredentials'>,
  headers: Record<string, string>,
): string | undefined {
  const names =
    auth.scheme !== 'headers'
      ? ['authorization']
      : Object.entries(auth.headers).flatMap(([header, credential]) =>
          publicCredentials.includes(credential) ? [] : [header.toLowerCase()],
        );
  const values = names.map((name) => headers[name]);
  return values.every((value) => value === undefined) ? undefined : values.map((value) => value ?? '').join('\n');
}

/** A request that is turned away at the door, by the code of an error row where the catalogue has one for it. */
export interface Refusal {
  code?: string;
}

/**
 * Why a request is turned away at the door: wrong credentials, a header without its shape, a time that
 * is too far off. `undefined`: let it in. `issued`: every set of credentials that was given out. `clock`: the provider's time,
 * in milliseconds of the epoch.
 */
export function refusalOf(
  auth: Authentication,
  issued: Record<string, string>[],
  headers: Record<string, string>,
  clock: number,
): Refusal | undefined {
  if (!issued.some((credentials) => credentialsAccepted(auth, credentials, headers)))
    return auth.error === undefined ? {} : { code: auth.error };
  if (auth.scheme !== 'headers') return undefined;
  const sent = (header: string) => headers[header.toLowerCase()] ?? '';
  const misshapen = Object.entries(auth.shapes ?? {}).find(
    ([name, { pattern }]) => !new RegExp(pattern).test(sent(name)),
  );
  if (misshapen) return { code: misshapen[1].error };
  if (!auth.time) return undefined;
  const { toleranceMs, error } = auth.time;
  return Math.abs(madeAt(auth, headers) - clock) <= toleranceMs ? undefined : { code: error };
}

/** When a request was made by its own header, in milliseconds of the epoch; not a number where it does not say. */
export function madeAt(auth: Authentication, headers: Record<string, string>): number {
  const name = auth.scheme === 'headers' ? auth.time?.header.toLowerCase() : undefined;
  return timeOf(headers[name ?? ''] ?? '');
}

/** Not a number for what is no ISO 8601 date and time with its zone. */
function timeOf(text: string): number {
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)$/;
  return iso.test(text) ? Date.parse(text.replace(',', '.').replace(/([+-]\d\d)(\d\d)?$/, zone)) : Number.NaN;
}

/** The platform reads zones with a colon only. */
function zone(_all: string, hours: string, minutes = '00'): string {
  return `${hours}:${minutes}`;
}

/** Whether a request's credentials are those of a set. */
function credentialsAccepted(
  authentication: Authentication,
  credentials: Record<string, string>,
  headers: Record<string, string>,
): boolean {
  switch (authentication.scheme) {
    case 'headers':
      return Object.entries(authentication.headers).every(
        ([header, credential]) => headers[header.toLowerCase()] === credentials[credential],
      );
    case 'bearer':
      return afterScheme('bearer', headers) === credentials[authentication.token];
    case 'basic': {
      const pair = `${credentials[authentication.username] ?? ''}:${credentials[authentication.password] ?? ''}`;
      return afterScheme('basic', headers) === base64(pair);
    }
  }
}

/** Of the text's UTF-8. Without `Buffer`, for the simulator also runs in browsers. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** What follows the name of a scheme, which may come in any case (RFC 9110, 11.1). */
function afterScheme(scheme: string, { authorization = '' }: Record<string, string>): string | undefined {
  const [, name, credentials] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  return name?.toLowerCase() === scheme ? credentials : undefined;
}
