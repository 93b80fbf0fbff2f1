/** Words that no constant may be called. */
const taken = new Set([
  ...['arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete'],
  ...['do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements'],
  ...['import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public'],
  ...['return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void'],
  ...['while', 'with', 'yield'],
]);

/** Names that JavaScript gives a meaning of its own, and catalogues refuse. */
const reserved = ['constructor', 'prototype'];

/** The words of a text, in lower case: letters of the ASCII and digits. */
export function wordsOf(text: string): string[] {
  const plainLetters = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plainLetters
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The id of a catalogue: lower-case words with dashes. */
export function slugOf(text: string): string {
  const words = wordsOf(text).join('-').slice(0, 60).replace(/-+$/, '');
  return words === '' ? 'imported' : /^[a-z]/.test(words) ? words : `api-${words}`;
}

/** A name of letters and digits that begins with a small letter, from words in any form. */
export function camelOf(...texts: string[]): string {
  const [first = 'it', ...others] = texts.flatMap(wordsOf);
  const name = [first, ...others.map(capital)].join('').slice(0, 60);
  const legal = /^[a-z]/.test(name) ? name : `it${name}`;
  return reserved.includes(legal) ? `its${capital(legal)}` : legal;
}

/** As {@link camelOf}, and no word of the language. */
export function constantOf(text: string): string {
  const name = camelOf(text);
  return taken.has(name) ? `${name}Api` : name;
}

/** The word with a capital. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** One of many: `payment` of `payments`. */
export function singularOf(word: string): string {
  if (/ies$/i.test(word)) return word.replace(/ies$/i, 'y');
  if (/(ss|sh|ch|x)es$/i.test(word)) return word.replace(/es$/i, '');
  return /[^su]s$/i.test(word) ? word.slice(0, -1) : word;
}

/** Whether a word speaks of many. */
export function isPlural(word: string): boolean {
  return singularOf(word) !== word;
}

/** A name that is not among the others: with a figure behind it where it is. */
export function freeName(name: string, others: { has(name: string): boolean }): string {
  let free = name;
  for (let count = 2; others.has(free); count++) free = `${name}${count}`;
  return free;
}
