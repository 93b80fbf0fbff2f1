/** A virtual time or span as a person reads it: `1,500 ms`. */
export function ms(span: number): string {
  const [whole = '0', fraction] = String(Math.round(span * 1000) / 1000).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`} ms`;
}

/** A count with its noun: `1 session`, `2 sessions`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** What is accepted, as a choice: "`unknown`, `pending` or `retryable`". */
export function either(words: readonly string[]): string {
  const quoted = [...new Set(words)].map((word) => `\`${word}\``);
  const last = quoted.pop();
  if (last === undefined) return 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** A place in a row, in words up to the tenth: `second`, `11th`. */
export function ordinal(place: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  const word = words[place - 1];
  if (word !== undefined) return word;
  const teen = place % 100 >= 11 && place % 100 <= 13;
  return `${place}${teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[place % 10] ?? 'th')}`;
}
