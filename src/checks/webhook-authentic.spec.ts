import { expect } from 'chai';
import type { OperationFacts } from '../model/case.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { type Forgery, forgeries } from '../model/webhooks.ts';
import { aCase, notified, payment, waiting } from './case-builder.spec.ts';
import { webhookAuthentic } from './webhook-authentic.ts';

const untouched = { applied: 0, outcome: 'pending' };
const made = (operation: OperationFacts = notified) =>
  aCase({ operation }).request(0).reply().tells(0, { outcome: 'pending' });

/** What is said of a forged event, after which the books are as given. */
function judged(facts: Partial<WebhookEvent>, played = made()) {
  return webhookAuthentic.judge(played.webhook(10, { name: 'forged-1', forged: 'unsigned', ...facts }).build());
}

describe('webhook.authentic', () => {
  it('rejects a client that pays for whatever anybody sends', () => {
    const how: Record<Forgery, string> = {
      unsigned: 'without a signature',
      'wrong-key': 'signed with another key',
      tampered: 'whose signature is over another body',
      stale: 'whose signature is too old',
    };
    for (const forged of forgeries) {
      const message = `believed forged-1 (payment_paid, paid), ${how[forged]}: its books say \`succeeded\` now`;
      // What is too old, the provider has sent once: nobody can make it up.
      expect(judged({ forged })).to.deep.equal(fail(forged === 'stale' ? 'should' : 'must', message));
    }
  });

  it('rejects one that turns its books otherwise, which gives nothing away', () => {
    const facts: Partial<WebhookEvent> = { state: 'refused', type: 'payment_refused' };
    expect(judged({ ...facts, after: { applied: 0, outcome: 'failed' } })).to.deep.equal(
      fail('should', 'believed forged-1 (payment_refused, refused), without a signature: its books say `failed` now'),
    );
    expect(judged({ before: untouched, after: { applied: 0 } })).to.deep.equal(
      fail('should', 'believed forged-1 (payment_paid, paid), without a signature: its books say `nothing` now'),
    );
  });

  it('rejects one that applies it, whatever its books say', () => {
    for (const outcome of [{}, { outcome: 'pending' }]) {
      expect(judged({ before: { applied: 0, ...outcome }, after: { applied: 1, ...outcome } })).to.deep.equal(
        fail('should', 'believed forged-1 (payment_paid, paid), without a signature: it was applied'),
      );
    }
    const created = { before: { applied: 0, outcome: 'succeeded' }, after: { applied: 1, outcome: 'succeeded' } };
    expect(judged(created)).to.have.property('severity', 'should');
  });

  it('accepts one that does nothing, and answers what it likes', () => {
    for (const status of [200, 204, 400, 401, 403, 500]) {
      expect(judged({ before: untouched, after: untouched, status })).to.deep.equal(pass);
    }
    const thrown = { name: 'BadSignature', message: 'no', raw: false };
    expect(judged({ before: untouched, after: untouched, thrown })).to.deep.equal(pass);
    expect(judged({ before: {}, after: {} })).to.deep.equal(pass);
  });

  it('is no robbery where the provider has said before that it was paid', () => {
    const told = made().webhook(5, { after: untouched });
    expect(judged({}, told)).to.have.property('severity', 'should');
    const forgedBefore = made().webhook(5, { forged: 'tampered', before: untouched, after: untouched });
    expect(judged({}, forgedBefore)).to.have.property('severity', 'must');
    const refused = made().webhook(5, { state: 'refused', after: untouched });
    expect(judged({}, refused)).to.have.property('severity', 'must');
    const read = aCase({ operation: { ...waiting, webhooks: notified.webhooks } });
    read.read(0).state('paid').tells(0, { outcome: 'succeeded' });
    expect(judged({}, read)).to.have.property('severity', 'should');
    expect(judged({}, made({ ...notified, success: ['succeeded'] }))).to.have.property('severity', 'should');
  });

  it('does not take a later word of the provider for an earlier one', () => {
    const played = made().webhook(5, { name: 'forged-1', forged: 'unsigned' }).webhook(10);
    expect(webhookAuthentic.judge(played.build())).to.have.property('severity', 'must');
  });

  it('is decided by the gravest of several', () => {
    const played = made().webhook(5, { forged: 'unsigned', before: { applied: 0 }, after: { applied: 1 } });
    expect(judged({ name: 'forged-2', forged: 'tampered' }, played)).to.deep.include({ severity: 'must' });
  });

  it('leaves alone what it cannot see', () => {
    const nothing = notApplicable('no event was forged');
    expect(webhookAuthentic.judge(made().build())).to.deep.equal(nothing);
    expect(webhookAuthentic.judge(made().webhook(10).build())).to.deep.equal(nothing);
    const mute = notApplicable('nothing tells what the client made of it: give webhooks.read or applied');
    const webhooks = { read: false, applied: false, signed: true };
    expect(judged({}, made({ ...notified, webhooks }))).to.deep.equal(mute);
    const { webhooks: _, ...without } = notified;
    expect(judged({}, aCase({ operation: without }))).to.deep.equal(mute);
    expect(judged({}, aCase({ operation: payment }))).to.deep.equal(mute);
    for (const one of ['read', 'applied']) {
      const seen = judged({}, made({ ...notified, webhooks: { ...webhooks, [one]: true } }));
      expect(seen).to.have.property('verdict', 'fail');
    }
  });
});
