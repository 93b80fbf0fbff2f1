import { expect } from 'chai';
import type { Case, OperationFacts } from '../model/case.ts';
import type { WebhookEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import type { Books } from '../model/webhooks.ts';
import { aCase, notified, waiting } from './case-builder.spec.ts';
import { webhookOnce } from './webhook-once.ts';

const pending = { applied: 0, outcome: 'pending' };
const paid = { applied: 1, outcome: 'succeeded' };
const refused = { applied: 1, outcome: 'failed' };
const refusal: Partial<WebhookEvent> = { state: 'refused', type: 'payment_refused' };
const late: Partial<WebhookEvent> = { name: 'event-0', state: 'open', type: 'payment_open' };

/** What is said of a client whose books go from one to the next with each event. */
function judged(operation: OperationFacts, ...events: Partial<WebhookEvent>[]) {
  const played = aCase({ operation }).request(0).reply().tells(0, { outcome: 'pending' });
  for (const [index, facts] of events.entries()) played.webhook(10 + index, facts);
  return webhookOnce.judge(played.build());
}

const asked = (webhooks: { read: boolean; applied: boolean }): Case['operation'] => ({
  ...notified,
  webhooks: { ...webhooks, signed: true },
});
const countsOnly = asked({ read: false, applied: true });
const readsOnly = asked({ read: true, applied: false });
const step = (before: Books, after: Books): Partial<WebhookEvent> => ({ before, after });

describe('webhook.once', () => {
  it('accepts a client that applies an event, and leaves its repeat aside', () => {
    expect(judged(notified, {})).to.deep.equal(pass);
    expect(judged(notified, {}, step(paid, paid))).to.deep.equal(pass);
    expect(judged(notified, { ...refusal, after: refused }, { ...refusal, ...step(refused, refused) })).to.deep.equal(
      pass,
    );
  });

  it('rejects one that applies an event with each delivery', () => {
    const twice = step(paid, { applied: 2, outcome: 'succeeded' });
    expect(judged(notified, {}, twice)).to.deep.equal(fail('should', 'applied event-1 (payment_paid, paid) 2 times'));
    const counted = [step({ applied: 0 }, { applied: 1 }), step({ applied: 1 }, { applied: 2 })];
    expect(judged(countsOnly, ...counted)).to.have.property('verdict', 'fail');
    expect(judged(notified, step(pending, { applied: 3, outcome: 'succeeded' }))).to.deep.include({
      message: 'applied event-1 (payment_paid, paid) 3 times',
    });
  });

  it('counts each event by itself: a log may keep a late one', () => {
    const logged = step(paid, { applied: 2, outcome: 'succeeded' });
    expect(judged(notified, {}, { ...late, ...logged })).to.deep.equal(pass);
    expect(judged(countsOnly, step({}, { applied: 1 }), { ...late, ...step({ applied: 1 }, { applied: 2 }) })).to.equal(
      pass,
    );
  });

  describe('back from a final state', () => {
    it('goes no sound client', () => {
      expect(judged(notified, {}, { ...late, ...step(paid, paid) })).to.deep.equal(pass);
      expect(judged(notified, {}, { ...late, ...step(paid, paid), status: 409 })).to.deep.equal(pass);
    });

    it('goes one that believes the latest', () => {
      expect(judged(notified, {}, { ...late, ...step(paid, pending) })).to.deep.equal(
        fail('should', 'went back from `succeeded` to `pending` after event-0 (payment_open, open)'),
      );
      const afterRefusal = { ...late, ...step(refused, { applied: 1 }) };
      expect(judged(notified, { ...refusal, after: refused }, afterRefusal)).to.deep.equal(
        fail('should', 'went back from `failed` to `nothing` after event-0 (payment_open, open)'),
      );
      expect(judged(notified, {}, { name: 'event-2', ...refusal, ...step(paid, refused) })).to.deep.include({
        message: 'went back from `succeeded` to `failed` after event-2 (payment_refused, refused)',
      });
    });

    it('goes nobody whose success was only that the payment was made', () => {
      const created = { applied: 0, outcome: 'succeeded' };
      expect(judged(notified, { ...refusal, ...step(created, refused) })).to.deep.equal(pass);
      expect(judged(notified, { ...late, ...step({}, {}) }, step({}, paid))).to.deep.equal(pass);
      const open = { ...late, ...step(created, { applied: 1, outcome: 'pending' }) };
      expect(judged(notified, open, step(pending, paid))).to.deep.equal(pass);
    });

    it('does not learn the end from a type that nobody knows', () => {
      const created = { applied: 0, outcome: 'succeeded' };
      const unlisted: Partial<WebhookEvent> = { type: 'some.future.event', unlisted: true, ...step(created, created) };
      const turned = { name: 'event-2', ...refusal, ...step(created, refused) };
      expect(judged(notified, unlisted, turned)).to.deep.equal(pass);
    });

    it('goes one that has read the end, too', () => {
      const wait = { ...waiting, webhooks: notified.webhooks };
      const since = (facts: Partial<WebhookEvent>) =>
        webhookOnce.judge(
          aCase({ operation: wait }).read(0).state('paid').tells(0, { outcome: 'succeeded' }).webhook(9, facts).build(),
        );
      expect(since({ ...late, ...step(paid, pending) })).to.deep.include({
        message: 'went back from `succeeded` to `pending` after event-0 (payment_open, open)',
      });
      expect(since({ ...late, ...step(paid, paid) })).to.deep.equal(pass);
      // Its books may know nothing of what it only waited for.
      expect(since({ ...late, ...step({}, {}) })).to.deep.equal(pass);
      expect(since({ ...refusal, ...step(pending, pending) })).to.deep.equal(pass);
    });
  });

  describe('left aside', () => {
    const unmoved = step(pending, pending);

    it('is no final event by a sound client', () => {
      expect(judged(readsOnly, step({ outcome: 'pending' }, { outcome: 'succeeded' }))).to.deep.equal(pass);
      expect(judged(countsOnly, step({ applied: 0 }, { applied: 1 }))).to.deep.equal(pass);
    });

    it('is one by a client that answers and does nothing', () => {
      expect(judged(notified, unmoved)).to.deep.equal(
        fail('should', 'took event-1 (payment_paid, paid), and its books say `pending`'),
      );
      expect(judged(readsOnly, step({}, {}))).to.deep.equal(
        fail('should', 'took event-1 (payment_paid, paid), and its books say `nothing`'),
      );
      expect(judged(countsOnly, step({ applied: 0 }, { applied: 0 }))).to.deep.equal(
        fail('should', 'took event-1 (payment_paid, paid), and did not apply it'),
      );
      expect(judged(countsOnly, step({}, {}))).to.have.property('verdict', 'fail');
      const created = { applied: 0, outcome: 'succeeded' };
      expect(judged(notified, { ...refusal, ...step(created, created) })).to.deep.include({
        message: 'took event-1 (payment_refused, refused), and its books say `succeeded`',
      });
    });

    it('is one that was refused early by nobody who takes it later', () => {
      const early: Partial<WebhookEvent> = { early: true, status: 404, ...step({}, {}) };
      expect(judged(notified, early, {})).to.deep.equal(pass);
      expect(judged(notified, early, unmoved)).to.have.property('verdict', 'fail');
      expect(judged(notified, unmoved, { ...late, ...unmoved, status: 409 })).to.have.property('verdict', 'fail');
      // That it is refused for good is for webhook.answer.
      expect(judged(notified, { status: 500, ...unmoved })).to.deep.equal(pass);
    });

    it('is a failure by whoever counts what was made good', () => {
      expect(judged(countsOnly, { ...refusal, ...step({ applied: 0 }, { applied: 0 }) })).to.deep.equal(pass);
    });

    it('is what tells no end, or is of no known type', () => {
      expect(judged(notified, { ...late, ...unmoved })).to.deep.equal(pass);
      expect(judged(notified, { ...unmoved, state: 'odd' })).to.deep.equal(pass);
      expect(judged(notified, { ...unmoved, state: 'constructor' })).to.deep.equal(pass);
      expect(judged(notified, { ...unmoved, type: 'some.future.event', unlisted: true })).to.deep.equal(pass);
    });

    it('is what the reply has said already', () => {
      expect(judged({ ...notified, success: ['succeeded'] }, unmoved)).to.deep.equal(pass);
    });
  });

  it('does not judge what somebody else has sent', () => {
    const forged: Partial<WebhookEvent> = { forged: 'unsigned' };
    const none = notApplicable('no event was sent');
    expect(judged(notified, forged, { ...forged, ...step(paid, refused) })).to.deep.equal(none);
    expect(judged(notified)).to.deep.equal(none);
  });

  it('leaves alone what it cannot see', () => {
    const mute = notApplicable('nothing tells what the client made of it: give webhooks.read or applied');
    expect(judged(asked({ read: false, applied: false }), {})).to.deep.equal(mute);
    const { webhooks: _, ...without } = notified;
    expect(judged(without, {})).to.deep.equal(mute);
  });

  it('counts what is applied from where the books stood before', () => {
    expect(judged(countsOnly, step({ applied: 1 }, { applied: 1 }))).to.have.property('verdict', 'fail');
  });

  it('asks for nothing in the books where any call has read the end', () => {
    const played = aCase({ operation: notified }).request(0).reply().tells(0, { outcome: 'pending' });
    played.call('call-2', 5).read(5).state('paid').tells(5, { outcome: 'succeeded' });
    expect(webhookOnce.judge(played.webhook(10, { after: pending }).build())).to.deep.equal(pass);
  });

  it('asks it of a wait, whose replies do not say at once how it ended', () => {
    const operation: OperationFacts = { ...waiting, webhooks: { read: true, applied: true, signed: true } };
    expect(judged(operation, { after: pending })).to.have.property('verdict', 'fail');
  });
});
