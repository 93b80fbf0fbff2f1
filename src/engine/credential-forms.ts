/** A credential in every form in which it travels. */
export interface CredentialForms {
  /** Its name in the catalogue. */
  name: string;
  /** Plain, percent-encoded and in base64, alone and in pairs as Basic authentication joins them. */
  forms: string[];
}

/** The forms of each credential. A value of fewer than four characters could be anything, and is left out. */
export function credentialForms(credentials: Record<string, string>): CredentialForms[] {
  const all = Object.entries(credentials).filter(([, value]) => value.length >= 4);
  return all.map(([name, value]) => {
    const pairs = all.flatMap(([, other]) => [`${value}:${other}`, `${other}:${value}`, `${value}:`, `:${value}`]);
    const forms = [value, ...pairs].flatMap((text) => [
      text,
      encodeURIComponent(text),
      Buffer.from(text).toString('base64'),
    ]);
    return { name, forms: [...new Set(forms)] };
  });
}
