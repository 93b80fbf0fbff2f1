import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import type { ClientDefinition } from '../model/client.ts';
import { banked } from '../providers/banked.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import { playScenario } from './play.ts';

const authorization = `Basic ${Buffer.from('pk_test_sadpath:sk_test_sadpath').toString('base64')}`;
const send = (): Promise<Response> =>
  fetch('https://banked.sadpath.test/v2/payment_sessions/x', { headers: { authorization } });

async function played(call: () => unknown, more: Partial<ClientDefinition> = {}): Promise<Case> {
  const client: ClientDefinition = {
    name: 'c',
    provider: banked,
    create: () => undefined,
    operations: { getPaymentSession: call },
    interpret: () => ({ outcome: 'unknown' }),
    ...more,
  };
  const { case: result } = await playScenario(openSandbox(), {
    client,
    lane: 'fetch',
    seed: 1,
    scenario: {
      format: 1,
      provider: 'banked',
      requirement: 'banked/errors/internal',
      group: 'g',
      calls: [{ id: 'call-1', operation: 'getPaymentSession', intent: 'intent-1', start: 'first' }],
      tape: '500 internal ×∞',
      lane: 'auto',
    },
  });
  return result;
}

describe('after a call has settled', () => {
  it('nothing is left of a client that has ended', async () => {
    const { leftover, changed, leaks, trace } = await played(async () => {
      setTimeout(() => {}, 60_000);
      await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, 5_000))]);
    });
    expect({ leftover, changed, leaks }).to.deep.equal({ leftover: 0, changed: [], leaks: [] });
    expect(trace.at(-1)?.event).to.equal('settled');
  });

  it('a late request is seen, for a virtual hour', async () => {
    const { trace } = await played(() => void setTimeout(send, 3_000_000));
    expect(trace.slice(-2).map(({ event, at }) => `${event} ${at}`)).to.deep.equal([
      'request 3000000',
      'reply 3000000',
    ]);
  });

  it('an interval is counted, unless dispose clears it', async () => {
    expect((await played(() => void setInterval(() => {}, 10_000))).leftover).to.equal(1);
    let interval: NodeJS.Timeout | undefined;
    const begin = () => {
      interval = setInterval(() => {}, 10_000);
    };
    const tidy = { dispose: () => clearInterval(interval) };
    expect((await played(() => begin(), tidy)).leftover).to.equal(0);
  });

  it('what escapes is caught, and told', async () => {
    const { trace } = await played(() => {
      Promise.reject(new Error('lost'));
      setTimeout(() => {
        throw new Error('thrown');
      }, 10);
    });
    const escaped = trace.flatMap((event) =>
      event.event === 'escaped' ? [`${event.kind} at ${event.at}: ${event.message}`] : [],
    );
    expect(escaped).to.deep.equal(['rejection at 0: Error: lost', 'exception at 10: Error: thrown']);
  });

  it('a changed global is named', async () => {
    const { changed } = await played(() => void Reflect.set(Array.prototype, 'last', () => 1));
    Reflect.deleteProperty(Array.prototype, 'last');
    expect(changed).to.deep.equal(['Array.prototype.last']);
  });

  it('a credential is found in what it printed and threw', async () => {
    const { leaks } = await played(() => {
      console.log(`sending ${authorization}`);
      throw new Error('refused: sk_test_sadpath');
    });
    expect(leaks.map(({ where, credential }) => `${credential} in ${where}`)).to.deep.equal([
      'secret in console',
      'secret in message',
    ]);
  });
});
