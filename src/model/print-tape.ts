import type { Answer, Step, Tape, Track } from './tape.ts';
import { bare, count, flags } from './tape-words.ts';

/** Writes a tape in its text form. `parseTape(printTape(tape))` equals the tape. */
export function printTape(tape: Tape): string {
  return tape.map(printTrack).join(' | ');
}

/** Writes one step in its text form. */
export function printStep(step: Step): string {
  const { answer } = step;
  const words = [printAnswer(answer)];
  if (answer.kind === 'error' && answer.successes) words.push('with-successes');
  if (step.commit) words.push(`${step.commit}-commit`);
  if (step.as) words.push(`as=${named(step.as)}`);
  if (step.retryAfter !== undefined) words.push(`ra=${quote(step.retryAfter)}`);
  for (const [name, value] of Object.entries(step.headers ?? {})) words.push(`header=${quote(`${name}: ${value}`)}`);
  if (step.times !== undefined) words.push(step.times === 'forever' ? '×∞' : `×${step.times}`);
  return words.join(' ');
}

function printTrack(track: Track): string {
  const steps = track.steps.map(printStep).join(', ');
  return track.operation === undefined ? steps : `${quote(track.operation)}:${steps && ` ${steps}`}`;
}

function printAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'ok':
      return answer.status === undefined ? 'ok' : `ok ${answer.status}`;
    case 'state':
      return `state:${quote(answer.state)}`;
    case 'error': {
      const words = [String(answer.status)];
      if (answer.codes.length > 0) words.push(answer.codes.map(quoteCode).join('+'));
      if (answer.type !== undefined) words.push(`type:${quote(answer.type)}`);
      return words.join(' ');
    }
    case 'fault': {
      const words = [named(answer)];
      if (answer.status !== undefined) words.push(String(answer.status));
      if (answer.text !== undefined) words.push(JSON.stringify(answer.text));
      return words.join(' ');
    }
  }
}

/** A fault and its place: `cut@120`. */
function named({ fault, at }: { fault: string; at?: number }): string {
  return at === undefined ? fault : `${fault}@${at}`;
}

function quote(value: string): string {
  return bare.test(value) ? value : JSON.stringify(value);
}

/** A code that reads like another word of the language is quoted too. */
function quoteCode(code: string): string {
  return flags.includes(code) || count(code) !== undefined ? JSON.stringify(code) : quote(code);
}
