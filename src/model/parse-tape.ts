import { SadpathError } from './failure.ts';
import type { Answer, Step, Tape, Track } from './tape.ts';
import { bare, commits, count, flags } from './tape-words.ts';

interface Token {
  text: string;
  /** Where it begins in the tape, from 0. */
  at: number;
}

const word = /\s+|[|,]|(?:"(?:[^"\\]|\\.)*"|[^\s|,"])+|"/gy;

/**
 * Reads a tape from its text form.
 *
 * @example
 * parseTape('429 ra=2 ×2, ok | getPayment: 404, state:paid')
 * @throws {SadpathError} with the place of what it could not read.
 */
export function parseTape(text: string): Tape {
  if (text.trim() === '') return [];
  const tracks = split(tokens(text), '|').map((track) => parseTrack(text, track));
  const names = tracks.map((track) => track.operation ?? '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw broken(
      text,
      0,
      `two tracks ${twice ? `are named "${twice}"` : 'have no name'}`,
      'Write one track an operation.',
    );
  }
  return tracks;
}

function parseTrack(text: string, track: Token[]): Track {
  const first = track[0];
  const name = first && /^((?:"(?:[^"\\]|\\.)*"|[A-Za-z0-9_.-]+)):$/.exec(first.text)?.[1];
  const rest = name === undefined ? track : track.slice(1);
  const steps = rest.length === 0 && name !== undefined ? [] : split(rest, ',').map((step) => parseStep(text, step));
  return name === undefined ? { steps } : { operation: unquote(text, { text: name, at: first?.at ?? 0 }), steps };
}

function parseStep(text: string, words: Token[]): Step {
  const [head, ...rest] = words;
  if (head === undefined)
    throw broken(text, text.length, 'a step is empty', 'Write `ok`, a status or a fault between the commas.');
  const answer = parseAnswer(text, head, rest);
  const step: Step = { answer };
  for (const token of rest) {
    const commit = commits[token.text];
    const times = count(token.text);
    if (commit && step.commit === undefined) step.commit = commit;
    else if (times !== undefined && step.times === undefined) step.times = times;
    else if (token.text.startsWith('ra=') && step.retryAfter === undefined) {
      step.retryAfter = unquote(text, { text: token.text.slice(3), at: token.at + 3 });
    } else if (token.text.startsWith('as=') && step.as === undefined && answer.kind !== 'fault') {
      step.as = parseFault(text, { text: token.text.slice(3), at: token.at + 3 });
    } else if (token.text.startsWith('header=')) {
      const [name, value] = parseHeader(text, { text: token.text.slice(7), at: token.at + 7 });
      step.headers = { ...step.headers, [name]: value };
    } else if (token.text === 'with-successes' && answer.kind === 'error' && !answer.successes) answer.successes = true;
    else
      throw broken(
        text,
        token.at,
        `"${token.text}" does not belong there`,
        'See `sadpath play --help` for the words of a tape.',
      );
  }
  return step;
}

function parseHeader(text: string, token: Token): [name: string, value: string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e]*)$/.exec(unquote(text, token)) ?? [];
  if (name !== undefined && value !== undefined) return [name.toLowerCase(), value.trim()];
  throw broken(text, token.at, `${token.text} is no header`, 'Write header="name: value".');
}

/** Takes what belongs to the answer off the words that follow its head. */
function parseAnswer(text: string, head: Token, rest: Token[]): Answer {
  if (head.text === 'ok') {
    const success = rest[0] && /^2\d\d$/.test(rest[0].text) ? rest.shift() : undefined;
    return success ? { kind: 'ok', status: Number(success.text) } : { kind: 'ok' };
  }
  if (head.text.startsWith('state:'))
    return { kind: 'state', state: unquote(text, { text: head.text.slice(6), at: head.at + 6 }) };
  if (/^[1-5]\d\d$/.test(head.text)) return parseError(text, Number(head.text), rest);
  const answer: Answer = { kind: 'fault', ...parseFault(text, head) };
  const status = rest[0] && /^[1-5]\d\d$/.test(rest[0].text) ? rest.shift() : undefined;
  if (status) answer.status = Number(status.text);
  const body = rest[0]?.text.startsWith('"') ? rest.shift() : undefined;
  if (body) answer.text = unquote(text, body);
  return answer;
}

/** The name of a fault and its place: `cut@120`. */
function parseFault(text: string, { text: words, at: place }: Token): { fault: string; at?: number } {
  const [, fault, at] = /^([a-z][a-z0-9-]*)(?:@(\d{1,9}))?$/.exec(words) ?? [];
  if (fault === undefined || flags.includes(fault) || count(words) !== undefined) {
    throw broken(
      text,
      place,
      `"${words}" is no answer`,
      'A step begins with `ok`, `state:NAME`, a status or a fault such as `reset@0`.',
    );
  }
  return at === undefined ? { fault } : { fault, at: Number(at) };
}

function parseError(text: string, status: number, rest: Token[]): Answer {
  const answer: Answer = { kind: 'error', status, codes: [] };
  if (rest[0] && isCodes(rest[0].text)) {
    const token = rest.shift();
    if (token) answer.codes = splitCodes(token).map((code) => unquote(text, code));
  }
  if (rest[0]?.text.startsWith('type:')) {
    const token = rest.shift();
    if (token) answer.type = unquote(text, { text: token.text.slice(5), at: token.at + 5 });
  }
  return answer;
}

function isCodes(token: string): boolean {
  return !(flags.includes(token) || count(token) !== undefined || /^(ra=|as=|header=|type:)/.test(token));
}

function splitCodes(token: Token): Token[] {
  const codes: Token[] = [];
  for (const match of token.text.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^+"])+|\+(?=\+|$)|^\+/g)) {
    codes.push({ text: match[0], at: token.at + match.index });
  }
  return codes;
}

function unquote(text: string, token: Token): string {
  if (bare.test(token.text)) return token.text;
  if (token.text.startsWith('"')) {
    try {
      const value: unknown = JSON.parse(token.text);
      if (typeof value === 'string') return value;
    } catch {
      // Falls through to the one message for every spelling that is neither bare nor a JSON string.
    }
  }
  throw broken(
    text,
    token.at,
    `"${token.text}" is neither a plain word nor a JSON string`,
    'Put quotation marks around it.',
  );
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(word)) {
    if (match[0] === '"') throw broken(text, match.index, 'a quotation mark is not closed', 'Close it.');
    if (match[0].trim() !== '') found.push({ text: match[0], at: match.index });
  }
  return found;
}

function split(all: Token[], separator: '|' | ','): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of all) {
    if (token.text === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function broken(text: string, at: number, because: string, next: string): SadpathError {
  return new SadpathError({
    to: `read the tape ${JSON.stringify(text)}`,
    because: `${because} (at character ${at + 1})`,
    next,
  });
}
