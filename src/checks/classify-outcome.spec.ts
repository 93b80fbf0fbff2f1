import { expect } from 'chai';
import type { Outcome } from '../model/outcome.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, reading, waiting } from './case-builder.spec.ts';
import { classifyOutcome } from './classify-outcome.ts';

describe('classify.outcome', () => {
  const judge = classifyOutcome.judge;

  describe('accepts', () => {
    it('what the row of the last reply accepts, preferred or not', () => {
      for (const outcome of ['retryable', 'failed'] as const) {
        expect(judge(aCase().request(0).error('too_many').tells(5, { outcome }).build())).to.deep.equal(pass);
      }
    });

    it('a success after a retry', () => {
      const played = aCase().request(0).error('too_many').request(500).reply().tells(500, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('a definite refusal told as failed when nothing was left open', () => {
      const played = aCase()
        .request(0)
        .error('too_many')
        .request(500)
        .error('declined')
        .tells(500, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('doubt, waiting or another try while an earlier request may have gone through', () => {
      for (const outcome of ['unknown', 'pending', 'retryable'] as const) {
        const played = aCase().request(0).reset().request(500).error('invalid_amount').tells(500, { outcome });
        expect(judge(played.build())).to.deep.equal(pass);
      }
    });

    it('success for a row that means "it happened already", while a request is open', () => {
      const played = aCase()
        .request(0)
        .reset()
        .request(500)
        .error('already_exists')
        .tells(500, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('failed once a read has shown that there is nothing', () => {
      const played = aCase().request(0).reset().read(9).error('not_found').request(10).error('declined');
      expect(judge(played.tells(10, { outcome: 'failed' }).build())).to.deep.equal(pass);
    });

    it('failed once a record has answered for the open request', () => {
      const played = aCase().request(0).reset().request(9).error('declined', { replayed: true });
      expect(judge(played.tells(9, { outcome: 'failed' }).build())).to.deep.equal(pass);
    });

    it('failed after a refused connection: nothing was sent', () => {
      const played = aCase().request(0).fault('refused', 'connection refused').tells(1, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('doubt that a client cannot resolve: after no connection, a body that it could not read, or an answer out of a record', () => {
      const doubts = [
        aCase().request(0).fault('refused', 'connection refused').request(9).error('declined'),
        aCase().request(0).error('declined', { family: 'legible' }).request(9).error('declined'),
        aCase().request(0).reset().request(9).error('declined', { replayed: true }),
      ];
      for (const doubt of doubts) expect(judge(doubt.tells(9, { outcome: 'unknown' }).build())).to.deep.equal(pass);
      const none = aCase().request(0).error('too_many').request(9).error('declined', { replayed: true });
      expect(judge(none.tells(9, { outcome: 'unknown' }).build())).to.have.property('verdict', 'fail');
    });

    it('a read that shows no row, like any success', () => {
      const played = aCase().request(0).reset().read(9).reply({ status: 200 }).tells(9, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('what the operation had told before a mere reading failed', () => {
      const played = aCase().request(0).reply().read(9).error('internal').tells(9, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('a refusal that is followed by a reading which explains nothing', () => {
      const played = aCase()
        .request(0)
        .error('declined')
        .read(9)
        .reply({ status: 200 })
        .tells(9, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('a failed reading as failed, for a read', () => {
      const played = aCase({ operation: reading }).request(0).reset().tells(0, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('an error as the end of a reading, and of a wait as no verdict on what is waited for', () => {
      const told = (operation: typeof reading, code: string, outcome: Outcome) =>
        judge(aCase({ operation }).request(0).error(code).tells(0, { outcome }).build()).verdict;
      expect([told(reading, 'internal', 'failed'), told(reading, 'unauthorized', 'unknown')]).to.deep.equal([
        'pass',
        'pass',
      ]);
      expect([told(waiting, 'unauthorized', 'unknown'), told(waiting, 'unauthorized', 'pending')]).to.deep.equal([
        'pass',
        'pass',
      ]);
      expect([told(waiting, 'internal', 'failed'), told(reading, 'internal', 'succeeded')]).to.deep.equal([
        'fail',
        'fail',
      ]);
    });

    it('a reading that succeeded, whatever the state that it found', () => {
      const played = aCase({ operation: reading }).request(0).state('refused').tells(0, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('a wait that ends in doubt while the state is open, and one whose last poll failed', () => {
      const open = aCase({ operation: waiting }).request(0).reply({ status: 200, state: 'open' });
      expect(judge(open.tells(9, { outcome: 'unknown' }).build())).to.deep.equal(pass);
      const failed = aCase({ operation: waiting }).request(0).reply({ status: 200, state: 'open' });
      failed.request(5).error('busy').tells(9, { outcome: 'pending' });
      expect(judge(failed.build())).to.deep.equal(pass);
    });

    it('any careful word for a state that no document explains, of a read', () => {
      for (const outcome of ['failed', 'unknown', 'pending', 'succeeded'] as const) {
        const played = aCase({ operation: waiting }).request(0).reply({ status: 200, state: 'withdrawn' });
        expect(judge(played.tells(0, { outcome }).build())).to.deep.equal(pass);
      }
      for (const outcome of ['unknown', 'pending', 'succeeded'] as const) {
        expect(judge(aCase().request(0).state('withdrawn').tells(0, { outcome }).build())).to.deep.equal(pass);
      }
      const shown = aCase().request(0).reply({ state: 'withdrawn' }).tells(0, { outcome: 'failed' });
      expect(judge(shown.build())).to.have.property('verdict', 'fail');
      const bare = aCase({ operation: waiting }).request(0).reply().tells(0, { outcome: 'failed' });
      expect(judge(bare.build())).to.have.property('verdict', 'fail');
    });

    it('success, waiting and doubt beside the row of a partial success', () => {
      for (const outcome of ['failed', 'succeeded', 'pending', 'unknown'] as const) {
        const played = aCase()
          .request(0)
          .error('invalid_amount', { resources: ['pay_1'] })
          .tells(0, { outcome });
        expect(judge(played.build())).to.deep.equal(pass);
      }
    });

    it('success where odd bytes surround a reply that can be read', () => {
      const played = aCase().request(0).fault('bom', '201 with a byte order mark', { status: 201 });
      expect(judge(played.tells(0, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    });

    it('what either part of an operation of several parts tells', () => {
      const two = {
        ...payment,
        uses: ['createPayment', 'confirmPayment', 'getPayment'],
        success: ['unknown'] as Outcome[],
      };
      for (const outcome of ['succeeded', 'pending', 'unknown'] as const) {
        const played = aCase({ operation: two }).request(0).reply().request(1, { operation: 'confirmPayment' }).reply();
        expect(judge(played.tells(1, { outcome }).build())).to.deep.equal(pass);
      }
      const open = aCase({ operation: two }).request(0).reply().request(1, { operation: 'confirmPayment' }).reset();
      expect(judge(open.request(2).error('declined').tells(2, { outcome: 'failed' }).build())).to.have.property(
        'verdict',
        'fail',
      );
    });

    it('the row of an error around which there are odd bytes', () => {
      const facts = { status: 402, row: 'acme/errors/declined' };
      const played = aCase()
        .request(0)
        .fault('bom', '402 with a byte order mark', facts)
        .tells(0, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('failed for a row that lets it be told, though it leaves a doubt, and however often it came', () => {
      const played = aCase().request(0).error('in_doubt').request(9).error('in_doubt').tells(9, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(pass);
    });

    it('failed when nothing but refused connections and failed readings came before', () => {
      const refused = aCase().request(0).fault('refused', 'connection refused').request(1).error('declined');
      expect(judge(refused.tells(1, { outcome: 'failed' }).build())).to.deep.equal(pass);
      const read = aCase().read(0).reset().request(1).error('declined').tells(1, { outcome: 'failed' });
      expect(judge(read.build())).to.deep.equal(pass);
    });

    it('doubt and another try after any fault', () => {
      for (const outcome of ['unknown', 'retryable', 'pending', 'failed'] as const) {
        expect(judge(aCase({ operation: reading }).request(0).reset().tells(0, { outcome }).build())).to.deep.equal(
          pass,
        );
      }
    });

    it('failed after what left nothing open: a spoilt refusal, and a redirect', () => {
      const spoilt = { status: 402, row: 'acme/errors/declined' };
      const odd = aCase().request(0).fault('bom', '402 odd', spoilt).request(9).error('declined');
      expect(judge(odd.tells(9, { outcome: 'failed' }).build())).to.deep.equal(pass);
      const moved = aCase().request(0).fault('redirect', '302 redirect', { status: 302, family: 'refusal' });
      expect(judge(moved.request(9).error('declined').tells(9, { outcome: 'failed' }).build())).to.deep.equal(pass);
    });

    it('what an error under a status that the document does not name says by that status', () => {
      const told = (code: string, status: number, outcome: Outcome) =>
        judge(aCase().request(0).error(code, { status, elsewhere: true }).tells(0, { outcome }).build()).verdict;
      expect([400, 499].map((status) => told('internal', status, 'failed'))).to.deep.equal(['pass', 'pass']);
      expect([400, 499].map((status) => told('declined', status, 'unknown'))).to.deep.equal(['pass', 'pass']);
      expect([200, 399, 500].map((status) => told('internal', status, 'failed'))).to.deep.equal([
        'fail',
        'fail',
        'fail',
      ]);
      expect([200, 399, 500].map((status) => told('declined', status, 'retryable'))).to.deep.equal([
        'pass',
        'pass',
        'pass',
      ]);
    });

    it('that something was made although the answer in doubt before it is open', () => {
      const played = aCase()
        .request(0)
        .reset()
        .request(1)
        .error('invalid_amount', { resources: ['pay_1'] });
      expect(judge(played.tells(1, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    });

    it('what a reading of an unfinished payment shows, and what the payment itself had told', () => {
      const read = (state: string, outcome: Outcome) =>
        judge(aCase().request(0).reply().read(1).state(state).tells(1, { outcome }).build()).verdict;
      expect([read('open', 'succeeded'), read('open', 'unknown')]).to.deep.equal(['pass', 'fail']);
      expect([read('on_hold', 'unknown'), read('on_hold', 'failed')]).to.deep.equal(['pass', 'fail']);
    });

    it('doubt after a record has answered for a request that was given up', () => {
      const given = () => aCase().request(0).aborted(5);
      const replayed = given().request(9).error('declined', { replayed: true });
      expect(judge(replayed.tells(9, { outcome: 'unknown' }).build())).to.deep.equal(pass);
      const made = given().request(9).reply({ replayed: true });
      expect(judge(made.tells(9, { outcome: 'unknown' }).build())).to.have.property('verdict', 'fail');
      const looked = given().read(6).error('not_found').request(9).error('declined');
      expect(judge(looked.tells(9, { outcome: 'unknown' }).build())).to.have.property('verdict', 'fail');
    });

    it('what the status of an unknown error says, which a reading that failed cannot take back', () => {
      const told = (first: ReturnType<typeof aCase>, outcome: Outcome) =>
        judge(first.read(1).error('internal').tells(1, { outcome }).build()).verdict;
      const novel = (status: number) => aCase().request(0).error('novel', { status });
      expect([told(novel(418), 'failed'), told(novel(500), 'failed')]).to.deep.equal(['pass', 'fail']);
      const shapeless = aCase().request(0).fault('json', '400 []', { status: 400, family: 'refusal' });
      expect(told(shapeless, 'failed')).to.equal('pass');
    });

    it('a refusal, in a spoilt body or by a state, that a reading which explains nothing cannot take back', () => {
      const spoilt = aCase().request(0).fault('bom', '402 odd', { status: 402, row: 'acme/errors/declined' });
      for (const first of [spoilt, aCase().request(0).state('refused')]) {
        const played = first.read(9).reply({ status: 200 }).tells(9, { outcome: 'failed' });
        expect(judge(played.build())).to.deep.equal(pass);
      }
    });

    it('a refusal that readings which failed cannot take back', () => {
      const played = aCase().request(0).error('declined').read(1).error('in_progress').read(2).error('internal');
      expect(judge(played.tells(2, { outcome: 'failed' }).build())).to.deep.equal(pass);
    });

    it('a void that worked although the payment reads as refused', () => {
      const cancel = aCase({ operation: { ...payment, effect: 'void' } })
        .request(0)
        .reply()
        .read(1);
      expect(judge(cancel.state('refused').tells(1, { outcome: 'succeeded' }).build())).to.deep.equal(pass);
    });
  });

  describe('rejects', () => {
    it('what the row does not accept, as gravely as the document speaks', () => {
      const told = 'told the caller `retryable` after 400 invalid_amount at 0 ms; `failed` is right';
      const played = aCase().request(0).error('invalid_amount').tells(5, { outcome: 'retryable' });
      expect(judge(played.build())).to.deep.equal(fail('must', told));
      const advised = aCase().request(0).error('advised').tells(5, { outcome: 'retryable' });
      expect(judge(advised.build())).to.deep.equal(fail('should', told.replace('invalid_amount', 'advised')));
    });

    it('failed while an earlier request may have gone through', () => {
      const played = aCase().request(0).reset().request(500).error('invalid_amount').tells(500, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` after 400 invalid_amount at 500 ms, but the request sent at 0 ms (connection reset) may have gone through; `unknown`, `pending` or `retryable` is right',
        ),
      );
    });

    it('failed after a request that a spoilt answer out of a record does not close, named by its time', () => {
      const spoilt = { status: 402, row: 'acme/errors/declined', replayed: true } as const;
      const played = aCase().request(0).reset().request(5).fault('bom', '402 odd', spoilt).request(9).error('declined');
      expect(judge(played.tells(9, { outcome: 'failed' }).build()))
        .to.have.property('message')
        .that.includes('the request sent at 0 ms');
      const given = aCase().request(0).error('busy').request(5).aborted(6).request(10).aborted(11);
      expect(judge(given.tells(11, { outcome: 'failed' }).build()))
        .to.have.property('message')
        .that.includes('the request sent at 5 ms');
    });

    it('failed while nothing but doubt came in', () => {
      const played = aCase().request(0).reset().request(5).reset().tells(5, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` after connection reset at 5 ms; `unknown`, `pending` or `retryable` is right',
        ),
      );
    });

    it('a refusal of which a later reading has shown that it was none', () => {
      const played = aCase().request(0).error('declined').read(1).state('paid').tells(1, { outcome: 'failed' });
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    });

    it('what another reading had told before, for a call that only reads', () => {
      const operation = { ...waiting, uses: ['getPayment', 'getOrder'], reads: ['getPayment', 'getOrder'] };
      const played = aCase({ operation }).request(0).error('declined').request(1, { operation: 'getOrder' });
      expect(judge(played.error('internal').tells(1, { outcome: 'failed' }).build())).to.have.property(
        'verdict',
        'fail',
      );
    });

    it('success that stands in a body which nobody can read', () => {
      const facts = { status: 200, row: 'acme/statuses/200' };
      const played = aCase().request(0).fault('trunc', '200 truncated', facts).tells(0, { outcome: 'succeeded' });
      expect(judge(played.build())).to.have.property('verdict', 'fail');
    });

    it('success after a reading that failed, where what came before is in no document', () => {
      const played = aCase().request(0).error('novel', { status: 500 }).read(1).error('internal');
      expect(judge(played.tells(1, { outcome: 'succeeded' }).build())).to.deep.equal(
        fail(
          'must',
          'told the caller `succeeded` after 500 internal on getPayment at 1 ms; `unknown`, `retryable` or `pending` is right',
        ),
      );
    });

    it('failed while a request that it hung up on may have gone through', () => {
      const played = aCase().request(0).error('too_many').request(500).aborted(900).tells(900, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` after 429 too_many at 0 ms, but the request sent at 500 ms (no reply) may have gone through; `unknown`, `pending` or `retryable` is right',
        ),
      );
    });

    it('success after odd bytes that are no success either', () => {
      const played = aCase().request(0).fault('bom', '300 odd', { status: 300 }).tells(0, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'should',
          'told the caller `succeeded` after 300 odd at 0 ms; `unknown`, `retryable` or `pending` is right',
        ),
      );
    });

    it('a record that repeats a doubt closes nothing', () => {
      const played = aCase()
        .request(0)
        .reset()
        .request(1)
        .error('internal', { replayed: true })
        .request(2)
        .error('declined');
      expect(judge(played.tells(2, { outcome: 'failed' }).build())).to.have.property('severity', 'should');
    });

    it('an earlier reply of the operation does not stand beside a later one', () => {
      const played = aCase().request(0).reply().request(1).error('internal').tells(1, { outcome: 'succeeded' });
      expect(judge(played.build())).to.have.property('severity', 'must');
    });

    it('by the row, what is wrong with or without an open request', () => {
      const played = aCase()
        .request(0)
        .reset()
        .request(500)
        .error('invalid_amount')
        .tells(500, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'must',
          'told the caller `succeeded` after 400 invalid_amount at 500 ms; `unknown`, `pending` or `retryable` is right',
        ),
      );
    });

    it('what only a failed poll would allow, for a read that has told nothing yet', () => {
      const played = aCase({ operation: waiting }).request(0).error('too_many').request(1).error('declined');
      expect(judge(played.tells(1, { outcome: 'retryable' }).build())).to.have.property('verdict', 'fail');
    });

    it('an echo does not close what is open', () => {
      const played = aCase()
        .request(0)
        .error('internal')
        .request(1)
        .error('already_exists')
        .tells(1, { outcome: 'failed' });
      expect(judge(played.build())).to.deep.equal(
        fail(
          'should',
          'told the caller `failed` after 409 already_exists at 1 ms, but the request sent at 0 ms (500 internal) may have gone through; `unknown`, `pending`, `retryable` or `succeeded` is right',
        ),
      );
    });

    it('a success or a failure made of nothing', () => {
      for (const [fault, summary] of [
        ['reset', 'connection reset'],
        ['stall', 'no reply'],
      ] as const) {
        for (const outcome of ['succeeded', 'failed'] as const) {
          const played = aCase()
            .request(0)
            .fault(fault, summary, { delivered: fault === 'reset' })
            .tells(30_000, { outcome });
          expect(judge(played.build())).to.deep.equal(
            fail(
              'should',
              `told the caller \`${outcome}\` after ${summary} at 0 ms; \`unknown\`, \`retryable\` or \`pending\` is right`,
            ),
          );
        }
      }
    });

    it('failed after a success, and success after a gateway page or an empty body', () => {
      const done = aCase().request(0).reply().tells(0, { outcome: 'failed' });
      expect(judge(done.build())).to.deep.equal(
        fail('should', 'told the caller `failed` after 201 ok at 0 ms; `succeeded` is right'),
      );
      const page = aCase()
        .request(0)
        .fault('html', '502 gateway page', { status: 502 })
        .tells(0, { outcome: 'succeeded' });
      expect(judge(page.build())).to.have.property('verdict', 'fail');
      const empty = aCase().request(0).fault('empty', '201 empty', { status: 201, ambiguous: true });
      expect(judge(empty.tells(0, { outcome: 'succeeded' }).build())).to.have.property('verdict', 'fail');
    });

    it('a wait that calls a refused or an open payment done', () => {
      for (const state of ['refused', 'open']) {
        const played = aCase({ operation: waiting }).request(0).reply({ status: 200, summary: '200 ok', state });
        expect(judge(played.tells(0, { outcome: 'succeeded' }).build())).to.deep.equal(
          fail(
            'must',
            state === 'open'
              ? 'told the caller `succeeded` after 200 ok at 0 ms; `pending` or `unknown` is right'
              : 'told the caller `succeeded` after 200 ok at 0 ms; `failed` is right',
          ),
        );
      }
    });

    it('a payment told as done that its last reading shows as refused', () => {
      const played = aCase().request(0).reply().read(9).state('refused').tells(9, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(
        fail('must', 'told the caller `succeeded` after 200 state refused on getPayment at 9 ms; `failed` is right'),
      );
    });

    it('the worst of several calls, by name', () => {
      const played = aCase().request(0).reply().tells(0, { outcome: 'succeeded' });
      played.call('call-2', 5, 'intent-2').request(5).error('advised').tells(5, { outcome: 'unknown' });
      played.call('call-3', 6, 'intent-3').request(6).error('declined').tells(6, { outcome: 'unknown' });
      expect(judge(played.build())).to.deep.equal(
        fail('must', 'call call-3: told the caller `unknown` after 402 declined at 6 ms; `failed` is right'),
      );
    });
  });

  describe('does not judge', () => {
    it('a call that heard nothing, or heard only after it had settled', () => {
      const reason = inconclusive('no reply reached the client before the call settled');
      expect(judge(aCase().request(0).aborted(9).tells(9, { outcome: 'failed' }).build())).to.deep.equal(reason);
      const late = aCase().tells(5, { outcome: 'failed' }).request(9).reply();
      expect(judge(late.build())).to.deep.equal(reason);
      const raced = aCase().request(0).tells(5, { outcome: 'unknown' }).error('declined', { at: 9 });
      expect(judge(raced.build())).to.deep.equal(reason);
      const doubted = aCase().request(0).request(1).error('declined').tells(5, { outcome: 'failed' });
      expect(judge(doubted.error('declined', { at: 9, exchange: 1 }).build())).to.have.property('verdict', 'fail');
      const lost = aCase().request(0).error('declined', { delivered: false }).tells(5, { outcome: 'succeeded' });
      expect(judge(lost.build())).to.deep.equal(reason);
    });

    it('one of several calls that gave up before any reply came, but one that makes its answer up', () => {
      const other = () => aCase().request(0).reply().tells(5, { outcome: 'succeeded' }).call('call-2', 0, 'intent-2');
      const hungUp = other().request(1).aborted(9).tells(9, { outcome: 'unknown' });
      expect(judge(hungUp.build())).to.deep.equal(pass);
      expect(judge(other().request(1).tells(9, { outcome: 'unknown' }).build())).to.deep.equal(
        inconclusive('call call-2: no reply reached the client before the call settled'),
      );
      expect(judge(other().tells(9, { outcome: 'unknown' }).build())).to.deep.equal(pass);
      expect(judge(other().tells(9, { outcome: 'succeeded' }).build())).to.deep.equal(
        fail('should', 'call call-2: told the caller `succeeded`, although it had asked nobody'),
      );
    });

    it('several calls none of which waited for its reply, and one that did not give up everything', () => {
      const given = aCase().request(0).aborted(9).tells(9, { outcome: 'unknown' });
      const both = given.call('call-2', 0, 'intent-2').request(1).aborted(9);
      expect(judge(both.tells(9, { outcome: 'unknown' }).build())).to.deep.equal(
        notApplicable('call call-1: the client gave up before any reply came'),
      );
      const first = aCase().request(0).reply().tells(5, { outcome: 'succeeded' }).call('call-2', 0, 'intent-2');
      const other = first.request(1).aborted(9).request(10).tells(11, { outcome: 'unknown' });
      expect(judge(other.build())).to.have.property('verdict', 'inconclusive');
    });

    it('a call that asked nobody, and says no more than that', () => {
      expect(judge(aCase().tells(9, { outcome: 'failed' }).build())).to.have.property('verdict', 'inconclusive');
    });

    it('a refused reading beside it, which is no verdict on what was made', () => {
      const told = (outcome: Outcome) =>
        judge(aCase().request(0).reply().read(1).error('unauthorized').tells(1, { outcome }).build()).verdict;
      for (const outcome of ['unknown', 'pending', 'succeeded'] as const) expect(told(outcome)).to.equal('pass');
      expect(told('retryable')).to.equal('fail');
    });

    it('an error that no document lists', () => {
      const played = aCase().request(0).error('novel').tells(0, { outcome: 'succeeded' });
      expect(judge(played.build())).to.deep.equal(
        notApplicable('no document lists the last reply: classify.unknown judges it'),
      );
    });

    it('a call that never settled, one that told nothing, the follow-up, and calls of another operation', () => {
      expect(judge(aCase().request(0).reset().build())).to.deep.equal(
        notApplicable('the call never settled: robust.settles judges it'),
      );
      expect(judge(aCase().request(0).reset().tells(0).build())).to.deep.equal(
        notApplicable('the caller was told nothing: classify.recognised judges it'),
      );
      const again = aCase().request(0).error('busy').tells(0, { outcome: 'retryable' });
      again.call('follow-up', 1).request(1).reply().tells(1, { outcome: 'failed' });
      expect(judge(again.build())).to.deep.equal(pass);
      const other = aCase().request(0).reply().tells(0, { outcome: 'failed' }).build();
      const calls = other.calls.map((call) => ({ ...call, operation: 'cancelPayment' }));
      expect(judge({ ...other, calls })).to.deep.equal(notApplicable('there was nothing to judge'));
    });
  });
});
