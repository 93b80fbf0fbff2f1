import { expect } from 'chai';
import type { WebhookEvent } from '../model/trace.ts';
import { fail, notApplicable, pass } from '../model/verdict.ts';
import { aCase, notified, waiting } from './case-builder.spec.ts';
import { webhookAnswer } from './webhook-answer.ts';

const { status: _, ...unanswered } = { status: 0 };
const noTable = { name: 'Error', message: 'no such table', raw: false };

/** What is said of the answers to some events about a payment that the client has made. */
function judged(...events: Partial<WebhookEvent>[]) {
  const played = aCase({ operation: notified }).request(0).reply().tells(0, { outcome: 'pending' });
  for (const [index, facts] of events.entries()) played.webhook(10 + index, facts);
  return webhookAnswer.judge(played.build());
}

describe('webhook.answer', () => {
  it('accepts every way to say that the event was taken', () => {
    for (const status of [200, 201, 202, 204, 299]) expect(judged({ status }), `${status}`).to.deep.equal(pass);
    expect(judged({ status: 200, asked: true })).to.deep.equal(pass);
  });

  it('rejects a refusal, of an unknown type too', () => {
    for (const status of [199, 300, 302, 404, 500]) {
      expect(judged({ status })).to.deep.equal(
        fail('should', `answered event-1 (payment_paid, paid) with ${status} instead of 2xx`),
      );
    }
    expect(judged({ status: 422, type: 'some.future.event', unlisted: true })).to.deep.equal(
      fail('should', 'answered event-1 (some.future.event, paid) with 422 instead of 2xx'),
    );
  });

  it('rejects a handler that throws', () => {
    expect(judged({ thrown: noTable })).to.deep.equal(
      fail('should', 'threw Error at event-1 (payment_paid, paid): no such table'),
    );
  });

  it('rejects an answer that was never given', () => {
    const played = aCase({ operation: notified }).webhook(10).build();
    const trace = played.trace.map((event) => {
      if (event.event !== 'webhook') return event;
      const { status, ...rest } = event;
      return { ...rest, ...unanswered };
    });
    expect(webhookAnswer.judge({ ...played, trace })).to.deep.equal(
      fail('should', 'answered event-1 (payment_paid, paid) with nothing instead of 2xx'),
    );
  });

  it('rejects an answer without the body that was asked for', () => {
    expect(judged({ status: 204, asked: false })).to.deep.equal(
      fail('should', 'answered event-1 (payment_paid, paid) without the body that the provider asks for'),
    );
  });

  it('lets a client refuse what comes too early, when it takes it later', () => {
    expect(judged({ early: true, status: 404 }, {})).to.deep.equal(pass);
    expect(judged({ early: true, thrown: noTable }, {})).to.deep.equal(pass);
    expect(judged({ early: true, status: 404 }, { status: 409 })).to.deep.include({
      message: 'answered event-1 (payment_paid, paid) with 409 instead of 2xx',
    });
  });

  it('judges what came early and did not come again', () => {
    expect(judged({ early: true, asked: false })).to.have.property('verdict', 'fail');
    expect(judged({ early: true, status: 404 }, { name: 'event-2' })).to.have.property('verdict', 'fail');
    expect(judged({ early: true })).to.deep.equal(pass);
  });

  it('lets a client refuse an event about what it has not made', () => {
    const webhooks = notified.webhooks;
    const played = (facts: Partial<WebhookEvent>) =>
      webhookAnswer.judge(
        aCase({ operation: { ...waiting, webhooks } })
          .webhook(10, facts)
          .build(),
      );
    const unknown = notApplicable('the client has not made the resource itself, and may not know it');
    expect(played({ status: 404 })).to.deep.equal(unknown);
    expect(played({ thrown: noTable })).to.deep.equal(unknown);
    expect(played({})).to.deep.equal(pass);
    expect(played({ asked: false })).to.have.property('verdict', 'fail');
  });

  it('does not ask how one was answered that somebody has caught and sent again', () => {
    expect(judged({}, { replayed: true, status: 400 })).to.deep.equal(pass);
    expect(judged({ status: 400 }, { replayed: true })).to.have.property('verdict', 'fail');
  });

  it('does not ask how a forged event was answered', () => {
    expect(judged({ forged: 'unsigned', status: 401 })).to.deep.equal(notApplicable('no event was sent'));
    expect(judged({ forged: 'unsigned', status: 500 }, {})).to.deep.equal(pass);
    expect(judged()).to.deep.equal(notApplicable('no event was sent'));
  });
});
