import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import { callsOf } from './calls-of.ts';
import { happyPath } from './happy-path.ts';
import type { WireFact } from './wire-fact.ts';

/**
 * What goes wrong between two machines, whatever the provider documents. Each comes once, so that a client may recover, and for ever; and
 * where the operation brings something about, in every commit point: to the client they look the same.
 */
export const transportFacts: readonly WireFact[] = [
  // Nothing can have been committed.
  {
    name: 'dns',
    summary: 'The name of the host cannot be resolved.',
    tapes: ['dns, ok', 'dns ×∞'],
  },
  {
    name: 'refused',
    summary: 'The connection is refused.',
    tapes: ['refused, ok', 'refused ×∞'],
  },
  doubtful('reset', 'The connection is reset before a byte of the reply.', ['reset']),
  doubtfulToo('hangup', 'The connection is closed in good order before a byte of the reply.', ['hangup']),
  {
    name: 'kept-connection',
    summary: 'A connection that was kept open is closed under the next request.',
    tapes: (provider, operation) => {
      const calls = callsOf(operation.name, [{ intent: 'intent-1' }, { intent: 'intent-2', start: 'after' }]);
      const journey = happyPath(provider, operation);
      const commits = operation.effect === undefined ? [''] : ['', ' after-commit'];
      return commits.map((commit) => ({
        tape: `ok, hangup${commit}, ok ×∞`,
        calls,
        ...(journey && { journey }),
      }));
    },
  },
  doubtful('stall', 'The request is taken, and nothing ever comes back.', ['stall']),
  doubtfulToo('stall-body', 'The reply begins, and nothing more comes after a part of its body.', ['stall-body']),
  doubtfulToo('cut', 'The connection is closed in the middle of the reply.', ['cut', 'cut@0', 'cut-chunked']),
  doubtfulToo('cut-unnoticed', 'The reply ends too early, and nothing but its body tells.', [
    'cut-unframed',
    'cut-lying',
  ]),
  doubtfulToo('garbage', 'What answers is no HTTP.', ['garbage']),
  doubtfulToo('header-overflow', 'The headers of the reply are longer than HTTP stacks take.', ['header-overflow']),
  doubtful('gateway-page', 'A gateway answers with a page of its own.', ['html 502', 'html 503', 'html 504']),
  doubtfulToo('empty-error', 'An error comes without a body.', ['empty 500', 'empty 502']),
  doubtfulToo('empty-success', 'A success comes without the body that it should have.', ['empty 200']),
  odd('drip', 'The body of a success comes one byte a second.', ['drip']),
  odd('early-hints', 'A success is preceded by an informational response.', ['early-hints']),
];

/** A success that takes an unusual way: what it says has happened. */
function odd(name: string, summary: string, faults: string[]): WireFact {
  return {
    name,
    summary,
    tapes: (_provider: Provider, { effect }: OperationFacts) =>
      faults.map((fault) => (effect === undefined ? `${fault} ×∞` : `${fault} after-commit, ok`)),
  };
}

type Write = (provider: Provider, operation: OperationFacts) => string[];

const commits = ['', ' after-commit', ' late-commit'];

/** After which nobody can tell whether the provider has acted: once and for ever, in every commit point. */
function doubtful(name: string, summary: string, [fault = '', ...forms]: string[]): WireFact {
  const tapes: Write = (_provider, { effect }) => [
    ...(effect === undefined ? [''] : commits).flatMap((commit) => [`${fault}${commit}, ok`, `${fault}${commit} ×∞`]),
    ...otherForms(forms, effect),
  ];
  return { name, summary, tapes };
}

/**
 * The same, where it is one of those in another guise: once in every commit point, for ever where it has happened all the same. What a
 * client makes of once and for ever the others have shown.
 */
function doubtfulToo(name: string, summary: string, [fault = '', ...forms]: string[]): WireFact {
  const tapes: Write = (_provider, { effect }) => [
    ...(effect === undefined
      ? [`${fault}, ok`]
      : [`${fault}, ok`, `${fault} after-commit ×∞`, `${fault} late-commit, ok`]),
    ...otherForms(forms, effect),
  ];
  return { name, summary, tapes, oncePerRequest: true };
}

/** Other forms of a fault come where a client that does not know them does the most harm: once, when it has happened. */
function otherForms(forms: string[], effect: OperationFacts['effect']): string[] {
  return forms.map((form) => (effect === undefined ? `${form} ×∞` : `${form} after-commit, ok`));
}
