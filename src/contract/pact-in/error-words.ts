import type { Leaf } from './body-leaves.ts';

/*
 * What the fields of error bodies are called, the surest names first. They are compared in lower case, without dashes.
 */

const codeNames = [
  ...['code', 'errorcode', 'resultcode', 'responsecode', 'reasoncode'],
  ...['error', 'type', 'errortype', 'reason', 'kind'],
];
const typeNames = ['type', 'errortype', 'category', 'kind', 'class', 'error', 'resultstatus'];
const messageNames = [
  ...['message', 'errormessage', 'resultmessage', 'detail', 'errordescription', 'description'],
  ...['msg', 'title', 'text', 'error', 'reason'],
];
const parameterNames = ['field', 'param', 'parameter', 'property', 'pointer', 'attribute'];
const statusNames = ['status', 'statuscode', 'code', 'httpstatus', 'httpcode', 'errorcode'];

/** Words that say no more than that there is an error. */
const empty = ['error', 'errors', 'fail', 'failed', 'failure', 'about:blank'];

/** How well a leaf names the error, 0 the best; undefined for one that does not. */
export function codeRank({ name, value }: Leaf, status: number): number | undefined {
  const rank = codeNames.indexOf(name);
  if (rank < 0) return undefined;
  const isCode = name.endsWith('code');
  if (typeof value === 'number') return isCode && value !== status ? rank : undefined;
  if (typeof value !== 'string' || !/\S/.test(value) || value === String(status)) return undefined;
  return isCode || !(isSentence(value) || empty.includes(value.toLowerCase())) ? rank : undefined;
}

/** Whether a leaf may name the broad kind of an error beside its code. */
export function isTypeLike({ name, value, demand }: Leaf): boolean {
  return typeNames.includes(name) && typeof value === 'string' && /\S/.test(value) && demand !== 'open';
}

/** How well a leaf tells the error to a person, 0 the best. What the pact leaves open and is a sentence tells it, whatever its name. */
export function messageRank({ name, value, demand }: Leaf): number | undefined {
  if (typeof value !== 'string') return undefined;
  const rank = messageNames.indexOf(name);
  if (rank >= 0) return rank;
  return demand === 'open' && isSentence(value) ? messageNames.length : undefined;
}

/** Whether a leaf names the field of the request that the error is about. */
export function isParameter({ name, value }: Leaf): boolean {
  return parameterNames.includes(name) && typeof value === 'string' && /\S/.test(value);
}

/** Whether a leaf repeats the HTTP status. */
export function isStatus({ name, value }: Pick<Leaf, 'name' | 'value'>, status: number): boolean {
  return statusNames.includes(name) && String(value) === String(status);
}

/** Whether a text is made of words, and is no id or code. */
export function isSentence(text: string): boolean {
  return /\S\s+\S/.test(text);
}
