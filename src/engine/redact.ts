import { isJsonObject, type Json } from '../model/json.ts';
import { credentialForms, type Secrets } from './credential-forms.ts';

/** A function that replaces secret credentials in any text inside a value, whatever form they have. */
export function redactor(secrets: Secrets): <T>(value: T) => T {
  const forms = credentialForms(secrets).flatMap((credential) => credential.forms);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const clean = (text: string): string =>
    longestFirst.reduce((left, secret) => left.replaceAll(secret, '[credential]'), text);
  // What goes in is JSON, and comes out with the same shape: only the characters of its strings change.
  return <T>(value: T): T => walk(value as Json, clean) as T;
}

function walk(value: Json, clean: (text: string) => string): Json {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((inner) => walk(inner, clean));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, clean)]));
}
