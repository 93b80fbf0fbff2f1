import type { OperationFacts } from '../model/case.ts';
import type { Provider } from '../model/provider.ts';
import { definiteError, errorText } from './definite-error.ts';
import { isPlain } from './is-plain.ts';
import type { WireFact } from './wire-fact.ts';

/** Replies whose status and body do not belong together, of which a part is missing, or which come from somewhere else. */
export const shapeFacts: readonly WireFact[] = [
  fact('truncated-success', 'The body of a success is cut short, and framed anew.', (_provider, { effect }) =>
    // The last one is all but the last byte: a place beyond the end is the end.
    ['trunc@0', 'trunc@1', 'trunc', 'trunc@999999999'].map(
      (fault) => `${fault}${effect === undefined ? '' : ' after-commit'} ×∞`,
    ),
  ),
  fact('html-success', 'A success comes with an HTML page: a login, or a captive portal.', doubtful('html 200')),
  fact('no-content', 'A success that should have a body comes without one, as its status says.', (...given) => [
    ...doubtful('empty 204')(...given),
    // Who takes 304 for a refusal is right: the gateway says that it has asked nobody (RFC 9110, 15.4.5).
    'empty 304 ×∞',
  ]),
  // Of 302 and 303 a platform makes a GET without a body; of 307 and 308 the same request again (RFC 9110, 15.4).
  fact('redirect', 'A gateway redirects to another origin.', () => ['redirect 302 ×∞', 'redirect 307 ×∞']),
  fact(
    'status-4xx-other',
    'A documented error comes under a 4xx that the document does not name for it.',
    (provider, { main }) => {
      const row = definiteError(provider, main);
      return row ? [`${errorText(row, 418)} ×∞`] : [];
    },
  ),
  fact('status-2xx-error', 'A documented error comes under the status of a success.', (provider, { main }) => {
    const row = definiteError(provider, main);
    return row && !row.status.includes(200) ? [`${errorText(row, 200)} ×∞`] : [];
  }),
  fact('code-other', 'A documented status comes with a code that no document lists.', (provider, { main }) => {
    const { status: [status] = [], types: [type] = [] } = definiteError(provider, main) ?? {};
    return status === undefined ? [] : [`${status} some_future_code${type === undefined ? '' : ` type:${type}`} ×∞`];
  }),
];

type Write = (provider: Provider, operation: OperationFacts) => string[];

function fact(name: string, summary: string, write: Write): WireFact {
  return {
    name,
    summary,
    unmet: 'the client only waits, or the document itself has it so',
    tapes: (provider, operation) => (isPlain(operation) ? write(provider, operation) : []),
  };
}

/** After which nobody can tell whether the provider has acted: for ever without it, and once with it. */
function doubtful(fault: string): Write {
  return (_provider, { effect }) => [`${fault} ×∞`, `${fault}${effect === undefined ? '' : ' after-commit'}, ok`];
}
