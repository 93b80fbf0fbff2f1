import { expect } from 'chai';
import { bankedFetch } from '../../examples/banked/sadpath.ts';
import { clientFacts } from '../engine/client-facts.ts';
import type { ClientDefinition } from '../model/client.ts';
import type { WireReply } from '../model/reply.ts';
import { openSandbox } from '../sandbox/sandbox.ts';
import type { Interaction } from './interaction.ts';
import { exampleOf } from './matchers.ts';
import type { Mocked, PactThread } from './pact-thread.ts';
import { planContract } from './plan.ts';
import { type Proof, prove } from './prove.ts';

/** Stands in Pact's place, and answers with the example: what Pact itself does is shown where it is asked. */
class Example implements PactThread {
  asked = 0;
  reply: Partial<WireReply> = {};
  mismatches: string[] = [];
  unexpected = false;
  #open: Interaction | undefined;

  open(interaction: Interaction): void {
    this.#open = interaction;
  }
  send(): Mocked {
    this.asked += 1;
    if (this.#open?.kind !== 'http') throw new Error('no interaction is open');
    const { status, body } = this.#open.response;
    const text = JSON.stringify(exampleOf(body?.value ?? null));
    const reply = { status, headers: { 'content-type': body?.type ?? '' }, body: text, ...this.reply };
    return { reply, unexpected: this.unexpected };
  }
  close(): string[] {
    this.#open = undefined;
    return this.mismatches;
  }
  reify(interaction: Interaction): string {
    return interaction.kind === 'message' ? JSON.stringify(exampleOf(interaction.contents.value)) : '';
  }
  write(): string {
    return '';
  }
  async end(): Promise<void> {}
}

describe('an entry of a contract', () => {
  const sandbox = openSandbox();

  function proof(key: string, pact: Example, client: ClientDefinition = bankedFetch): Promise<Proof> {
    const planned = planContract(clientFacts(client)).find((each) => each.key === key);
    if (!planned) throw new Error(`${key} is not planned`);
    return prove(sandbox, { client, planned, pact, lane: 'msw', seed: 1, control: { passed: true } });
  }

  const internal = 'banked/errors/internal on createPaymentSession';

  it('is what the client asked and was answered, when Pact answers in the place of the simulator', async () => {
    const pact = new Example();
    const proved = await proof(internal, pact);
    expect(proved).to.have.nested.property('interaction.response.status', 500);
    expect(proved).to.have.nested.property('interaction.request.method', 'POST');
    // Four attempts of one request: the mock server says the same to each.
    expect(pact.asked).to.equal(1);
  });

  it('is of the second reading, where something has changed since the first', async () => {
    const changed = await proof('banked/states/awaiting_payment_consent (2) on getPaymentSession', new Example());
    expect(changed).to.have.nested.property(
      'interaction.response.body.value.latest_error.code',
      'PAYER_ACCOUNT_BLOCKED',
    );
  });

  it('is left out when the client does not handle it, and says why', async () => {
    const careless: ClientDefinition = {
      ...bankedFetch,
      interpret: () => ({ outcome: 'succeeded', category: 'internal', code: 'internal' }),
    };
    expect(await proof(internal, new Example(), careless))
      .to.have.property('leftOut')
      .that.match(/^(classify\.outcome|money\.belief) failed: /);
  });

  it('is left out when the client does otherwise at the mock server', async () => {
    const pact = new Example();
    pact.reply = {
      status: 400,
      body: '{"errors":[{"code":"invalid_amount","source":{"parameter":"amount"},"title":"No"}]}',
    };
    const proved = await proof(internal, pact);
    expect(proved)
      .to.have.property('leftOut')
      .that.match(/from Pact's mock server|something else/);
  });

  it('is left out when the client never asks', async () => {
    const idle: ClientDefinition = {
      ...bankedFetch,
      operations: { createPaymentSession: () => undefined },
      interpret: () => ({ outcome: 'unknown', category: 'unknown' }),
    };
    expect(await proof('banked/success on createPaymentSession', new Example(), idle)).to.have.property('leftOut');
  });

  it('is an error when the mock server was asked for something else', async () => {
    const pact = new Example();
    pact.unexpected = true;
    pact.mismatches = ['no such request'];
    const fault = await proof(internal, pact).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(Error).and.have.property('message').that.include('no such request');
  });

  it('is an error when the mock server missed a part of the request', async () => {
    const pact = new Example();
    pact.mismatches = ['a header is missing'];
    const fault = await proof(internal, pact).catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(Error).and.have.property('message').that.include('a header is missing');
  });

  it('is the event that the client was sent, signed as the provider signs', async () => {
    const proved = await proof('banked/events/sent', new Example());
    expect(proved).to.have.nested.property('interaction.contents.value.webhook_event', 'payment_sent');
  });
});
