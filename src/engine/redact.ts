import { escapeRegex } from '../model/escape-regex.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { type CredentialForms, credentialForms, type Secrets } from './credential-forms.ts';

/** What is looked for in a text. */
interface Wanted {
  /** Matches a text that holds any of it. */
  any: RegExp;
  longestFirst: string[];
}

const wantedFor = new WeakMap<CredentialForms[], Wanted>();

/** A function that replaces secret credentials in any text inside a value, whatever form they have. */
export function redactor(secrets: Secrets): <T>(value: T) => T {
  const { any, longestFirst } = wanted(credentialForms(secrets));
  const clean = (text: string): string =>
    any.test(text) ? longestFirst.reduce((left, secret) => left.replaceAll(secret, '[credential]'), text) : text;
  // What goes in is JSON, and comes out with the same shape: only the characters of its strings change.
  return <T>(value: T): T => walk(value as Json, clean) as T;
}

function wanted(credentials: CredentialForms[]): Wanted {
  const known = wantedFor.get(credentials);
  if (known) return known;
  const forms = new Set(credentials.flatMap((credential) => credential.forms));
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map(escapeRegex).join('|'));
  const made = { any, longestFirst };
  wantedFor.set(credentials, made);
  return made;
}

function walk(value: Json, clean: (text: string) => string): Json {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((inner) => walk(inner, clean));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, clean)]));
}
