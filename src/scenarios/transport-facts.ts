import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
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
  doubtful('stall', 'The request is taken, and nothing ever comes back.', ['stall']),
  doubtful('gateway-page', 'A gateway answers with a page of its own.', ['html 502', 'html 503', 'html 504']),
  doubtful('empty-error', 'An error comes without a body.', ['empty 500', 'empty 502']),
  doubtful('empty-success', 'A success comes without the body that it should have.', ['empty 200']),
];

/** After which nobody can tell whether the provider has acted. */
function doubtful(name: string, summary: string, faults: string[]): WireFact {
  return {
    name,
    summary,
    tapes: (_provider: Provider, { effect }: OperationFacts) =>
      faults.flatMap((fault) => {
        const commits = effect === undefined ? [''] : ['', ' after-commit', ' late-commit'];
        return commits.flatMap((commit) => [`${fault}${commit}, ok`, `${fault}${commit} ×∞`]);
      }),
  };
}
