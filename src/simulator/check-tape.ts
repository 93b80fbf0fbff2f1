import { bodyFaults } from '../faults/body/table.ts';
import { faults } from '../faults/table.ts';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import type { Tape } from '../model/tape.ts';

/** Refuses a tape that this provider cannot play: each operation and each fault must exist. */
export function checkTape(provider: Pick<Provider, 'id' | 'operations'>, tape: Tape, main: string): void {
  for (const { operation = main, steps } of tape) {
    if (!Object.hasOwn(provider.operations, operation))
      throw unknown(`operation "${operation}"`, `${provider.id} has`, Object.keys(provider.operations));
    for (const { answer, as } of steps) {
      if (answer.kind === 'fault') checkFault(answer.fault, answer.text);
      if (as && !Object.hasOwn(bodyFaults, as.fault))
        throw unknown(`way to spoil a body "${as.fault}"`, 'there are', Object.keys(bodyFaults));
    }
  }
}

function checkFault(name: string, text: string | undefined): void {
  const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
  if (!fault) throw unknown(`fault "${name}"`, 'there are', Object.keys(faults));
  if (text === undefined || fault.takesText) return;
  throw new SadpathError({
    to: `play the tape's fault "${name}"`,
    because: `it writes its body itself, and the tape says ${JSON.stringify(text)}`,
    next: 'Leave the text out, or use `json` for a body of your own.',
  });
}

function unknown(what: string, who: string, known: string[]): SadpathError {
  return new SadpathError({
    to: `play the tape's ${what}`,
    because: `${who} ${known.join(', ')}`,
    next: 'Name one of these in the tape.',
  });
}
