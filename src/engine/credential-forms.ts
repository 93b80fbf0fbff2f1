import type { Provider } from '../model/provider.ts';

/** What an engine needs to know of a provider to keep its secrets. */
export type Secrets = Pick<Provider, 'credentials' | 'publicCredentials'>;

/** A secret credential in every form in which it travels. */
export interface CredentialForms {
  /** Its name in the catalogue. */
  name: string;
  /** Plain, percent-encoded and in base64, alone and in pairs as Basic authentication joins them. */
  forms: string[];
}

const formsOf = new WeakMap<Secrets, CredentialForms[]>();

/**
 * The forms of each secret credential. A value of fewer than four characters could be anything, and is left out. Those of one set
 * are made once: every scenario asks for them, so treat both as read-only.
 */
export function credentialForms(secrets: Secrets): CredentialForms[] {
  const known = formsOf.get(secrets);
  if (known) return known;
  const forms = allForms(secrets);
  formsOf.set(secrets, forms);
  return forms;
}

/** Whether a credential shows in a text, in whatever form. */
export function shows(text: string, { forms }: CredentialForms): boolean {
  return forms.some((form) => text.includes(form));
}

function allForms({ credentials, publicCredentials = [] }: Secrets): CredentialForms[] {
  const all = Object.entries(credentials);
  return all
    .filter(([name, value]) => value.length >= 4 && !publicCredentials.includes(name))
    .map(([name, value]) => {
      const pairs = all.flatMap(([, other]) => [`${value}:${other}`, `${other}:${value}`]);
      const texts = [value, `${value}:`, `:${value}`, ...pairs];
      const forms = texts.flatMap((text) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64')]);
      return { name, forms: [...new Set(forms)] };
    });
}
