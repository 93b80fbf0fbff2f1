import type { Case } from '../model/case.ts';

/** Why the happy path of an operation does not prove that the client, the adapter and the catalogue fit; undefined when it does. */
export function controlFault({ calls, trace, ledger, operation, ending }: Case): string | undefined {
  const [call] = calls;
  if (call === undefined) return 'there was no call';
  const harness = trace.find((event) => event.event === 'escaped');
  if (harness?.event === 'escaped') return harness.message;
  if (call.how === 'never') return ending === 'hung' ? 'the call never settled' : 'the call ran into a cap';
  if (call.interpretFault !== undefined) return call.interpretFault;
  if (!trace.some(({ event }) => event === 'request')) {
    return `no request reached the provider${call.thrown ? `; the client threw ${call.thrown.name}: ${call.thrown.message}` : ''}`;
  }
  const refused = trace.find((event) => event.event === 'reply' && event.kind === 'error');
  if (refused?.event === 'reply') return `the simulator answered ${refused.summary}`;
  if (call.belief === undefined)
    return `interpret gave no belief${call.thrown ? `; the client threw ${call.thrown.name}: ${call.thrown.message}` : ''}`;
  if (!operation.success.includes(call.belief.outcome)) {
    return `the client believed ${call.belief.outcome} after a success (expected ${operation.success.join(' or ')})`;
  }
  const effects = ledger.length;
  if (operation.effect !== undefined && effects !== 1) return `the happy path made ${effects} effects instead of one`;
  return undefined;
}
