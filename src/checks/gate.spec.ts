import { expect } from 'chai';
import type { Case } from '../model/case.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase, reading } from './case-builder.spec.ts';
import { gateOf } from './gate.ts';
import { checks } from './table.ts';

describe('the gate before every check', () => {
  const ids = checks.map(({ id }) => id);
  const scenario = (more: Partial<Case['scenario']>): Case['scenario'] => ({ ...aCase().build().scenario, ...more });
  const told = (tape: string) => aCase({ scenario: scenario({ tape }) });

  /** The checks that get through, and what the others are told. */
  function gated(played: Case) {
    const gate = gateOf(played);
    const told = ids.map((id) => [id, gate(id, () => pass)] as const);
    const shut = Object.fromEntries(told.filter(([, verdict]) => verdict !== pass));
    return { open: ids.filter((id) => !(id in shut)), shut };
  }

  function expectAll(played: Case, verdict: ReturnType<typeof inconclusive>) {
    expect(gated(played)).to.deep.equal({ open: [], shut: Object.fromEntries(ids.map((id) => [id, verdict])) });
  }

  it('is open for a case whose fault was delivered', () => {
    const played = told('402 declined').request(0).error('declined', { step: 0 });
    expect(gated(played.build()).open).to.deep.equal(ids);
  });

  it('is shut without a control that passed', () => {
    const { control, ...uncontrolled } = aCase().build();
    expect(control).to.deep.equal({ passed: true });
    expectAll(uncontrolled, inconclusive('the control was not played'));
    expectAll(
      aCase().build({ control: { passed: false, reason: 'it made 2 payments' } }),
      inconclusive('the control failed: it made 2 payments'),
    );
    expectAll(aCase().build({ control: { passed: false } }), inconclusive('the control failed: no reason was given'));
  });

  it('asks no control of a control', () => {
    const { control, ...played } = aCase({ scenario: scenario({ requirement: 'control' }) }).build();
    expect(control).to.deep.equal({ passed: true });
    expect(gated(played).open).to.deep.equal(ids);
  });

  it('is shut for a request that no operation takes, whatever the control', () => {
    const message = 'GET https://acme.test/v9 is no operation; the nearest is GET /payments/{id}';
    const stray = aCase().event({ event: 'escaped', kind: 'unmatched', message, at: 0 });
    expectAll(stray.build({ control: { passed: false } }), inconclusive(`a request matched no operation: ${message}`));
    const other = aCase().event({ event: 'escaped', kind: 'rejection', message: 'lost', at: 0 });
    expect(gated(other.build()).open).to.deep.equal(ids);
  });

  it('lets only settling, the budget and the end and pace of polls judge what a cap has stopped', () => {
    for (const [ending, cap] of [
      ['requests', '0 requests'],
      ['time', '30 virtual days'],
    ] as const) {
      const { open, shut } = gated(aCase().build({ ending }));
      expect(open).to.deep.equal(['retry.budget', 'async.bounded', 'async.paced', 'robust.settles']);
      expect(shut['money.once']).to.deep.equal(inconclusive(`a cap was hit: ${cap}`));
    }
    expect(gated(aCase().build({ ending: 'hung' })).open).to.deep.equal(ids);
  });

  it('keeps those out who need a belief, where interpret gave none', () => {
    const played = aCase().build();
    const calls = played.calls.map((call) => ({ ...call, interpretFault: 'interpret threw TypeError: no' }));
    const { open, shut } = gated({ ...played, calls });
    expect(open).to.deep.equal(
      ids.filter(
        (id) =>
          !id.startsWith('classify.') &&
          !['money.belief', 'partial.kept', 'async.final', 'async.steady', 'async.reason'].includes(id),
      ),
    );
    expect(shut['money.belief']).to.deep.equal(inconclusive('interpret threw TypeError: no'));
    const second = { ...played, calls: [...played.calls, ...calls] };
    expect(gated(second).shut['money.belief']).to.deep.equal(inconclusive('interpret threw TypeError: no'));
    const followUp = { ...played, calls: [...played.calls, ...calls.map((call) => ({ ...call, id: 'follow-up' }))] };
    expect(gated(followUp).open).to.deep.equal(ids);
  });

  describe('a fault on the tape', () => {
    it('that reached no open request leaves everything open', () => {
      const lost = inconclusive('the fault was never delivered');
      expectAll(told('402 declined').request(0).error('declined', { step: 0, delivered: false }).build(), lost);
      expectAll(told('402 declined').request(0).reply({ step: 0, replayed: true }).build(), lost);
    });

    it('that stalls is delivered by the waiting', () => {
      const played = told('stall').request(0).fault('stall', 'no reply', { step: 0, delivered: false });
      expect(gated(played.build()).open).to.deep.equal(ids);
    });

    it('that comes drop by drop has been seen by who hangs up on it', () => {
      const drip = (hangUp: boolean) => {
        const played = told('drip')
          .request(0)
          .fault('drip', '201 drop by drop', { status: 201, delivered: false, step: 0 });
        return (hangUp ? played.aborted(5) : played).tells(5, { outcome: 'unknown' }).build();
      };
      expect(gateOf(drip(true))('retry.never', () => pass)).to.deep.equal(pass);
      expect(gateOf(drip(false))('retry.never', () => pass)).to.have.property('verdict', 'inconclusive');
    });

    it('counts when one of its steps was delivered', () => {
      const played = told('500 internal ×2').request(0).error('internal', { step: 0 });
      played.request(5).error('internal', { step: 1, delivered: false });
      expect(gated(played.build()).open).to.deep.equal(ids);
    });

    it('that was never asked for concerns only money and settling', () => {
      const open = ids.filter((id) => id.startsWith('money.') || id.startsWith('robust.'));
      const unasked = gated(told('getPayment: 402 declined').request(0).reply().build());
      expect(unasked.open).to.deep.equal(open);
      expect(unasked.shut['retry.never']).to.deep.equal(notApplicable('the client never asked for getPayment'));
      const short = gated(told('ok, 402 declined').request(0).reply({ step: 0 }).build());
      expect(short.open).to.deep.equal(open);
      expect(short.shut['retry.never']).to.deep.equal(notApplicable('the client never came to the fault on the tape'));
    });

    it('is told apart from an error that the provider gives by itself, and from a call that asked for nothing', () => {
      const own = gated(told('getPayment: 402 declined').request(0).error('declined').build());
      expect(own.shut['retry.never']).to.deep.equal(notApplicable('the client never asked for getPayment'));
      const silent = gated(told('402 declined').build());
      expect(silent.shut['retry.never']).to.deep.equal(notApplicable('the client never asked for createPayment'));
      const two = gated(told('getPayment: 402 declined | cancelPayment: 402 declined').request(0).reply().build());
      const asked = 'the client never asked for getPayment or cancelPayment';
      expect(two.shut['retry.never']).to.deep.equal(notApplicable(asked));
    });

    it('says so for an operation that was asked for other things', () => {
      const played = told('getPayment: ok, 402 declined').request(0).reply().read(1).reply({ step: 0 });
      expect(gated(played.build()).shut['retry.never']).to.deep.equal(
        notApplicable('the client never came to the fault on the tape'),
      );
    });

    it('is none where every step is ok', () => {
      expect(gated(told('ok late-commit').request(0).build()).open).to.deep.equal(ids);
    });
  });

  describe('a journey', () => {
    const journey = (operation = aCase().build().operation) =>
      aCase({ scenario: scenario({ journey: ['open', 'paid'] }), operation });

    it('of no states is none', () => {
      expect(
        gated(
          aCase({ scenario: scenario({ journey: [] }) })
            .request(0)
            .reply()
            .build(),
        ).open,
      ).to.deep.equal(ids);
    });

    it('has to be read', () => {
      const { shut } = gated(journey().request(0).reply().build());
      expect(shut['classify.outcome']).to.deep.equal(notApplicable('the client never read the state'));
      expect(gated(journey().request(0).reply().read(1).reply().build()).open).to.deep.equal(ids);
      expect(gated(journey(reading).request(0).reply().build()).open).to.deep.equal(ids);
    });

    it('need not be read where there is a tape', () => {
      const taped = aCase({ scenario: scenario({ tape: 'ok', journey: ['open', 'paid'] }) })
        .request(0)
        .reply();
      expect(gated(taped.build()).open).to.deep.equal(ids);
    });

    it('has to be asked for, also by a call that only reads', () => {
      const { shut } = gated(journey(reading).build());
      expect(shut['classify.outcome']).to.deep.equal(notApplicable('the client never read the state'));
    });

    it('has to arrive', () => {
      const played = journey().request(0).reply().read(1).reply({ delivered: false });
      expectAll(played.build(), inconclusive('the fault was never delivered'));
    });
  });

  it('lets nothing but robust.contained judge a client that broke what it is judged with', () => {
    const gate = gateOf(told('402 declined').request(0).error('declined').build({ broken: 'Error: no map' }));
    const found = fail('must', 'found');
    expect(gate('robust.contained', () => found)).to.equal(found);
    expect(gate('robust.settles', () => found)).to.deep.equal(inconclusive('Error: no map'));
    expect(gate('money.once', () => found)).to.deep.equal(inconclusive('Error: no map'));
  });

  it('lets money that moved wrongly through, whatever did not come about', () => {
    const lost = told('402 declined').request(0).error('declined', { step: 0, delivered: false }).build();
    const twice = fail('must', 'twice');
    for (const played of [lost, aCase().build({ ending: 'requests' }), aCase().build({ ending: 'time' })]) {
      expect(gateOf(played)('money.once', () => twice)).to.equal(twice);
      expect(gateOf(played)('retry.never', () => twice).verdict).to.equal('inconclusive');
    }
    const unproven = aCase().build({ control: { passed: false } });
    expect(gateOf(unproven)('money.once', () => twice).verdict).to.equal('inconclusive');
  });

  it('is shut where a client is restarted that keeps nothing, and open where it keeps anything', () => {
    const restarted = (kept: string[] | false) =>
      aCase().request(0).reset().tells(0).restarted('call-2', 10, kept).request(1_010).reply().build();
    const nothing = 'the client keeps nothing across a restart';
    expectAll(restarted(false), notApplicable(nothing));
    expect(gated(restarted([])).open).to.deep.equal(ids);
    expectAll(
      { ...restarted(false), control: { passed: false } },
      inconclusive('the control failed: no reason was given'),
    );
  });
});
