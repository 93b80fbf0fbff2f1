import { expect } from 'chai';
import type { Belief } from '../model/belief.ts';
import type { Meaning } from '../model/journey.ts';
import type { Category } from '../model/outcome.ts';
import { fail, inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { aCase, payment, waiting } from './case-builder.spec.ts';
import { classifyCategory } from './classify-category.ts';
import { either } from './wording.ts';

describe('classify.category', () => {
  const judge = classifyCategory.judge;
  const unknown: Belief = { outcome: 'unknown' };

  it('accepts the category of the row', () => {
    const played = aCase().request(0).error('invalid_amount').tells(0, { outcome: 'failed', category: 'validation' });
    expect(judge(played.build())).to.deep.equal(pass);
  });

  it('rejects another category, as gravely as the document speaks', () => {
    const told = 'told the caller the category `declined` after 400 invalid_amount at 0 ms; `validation` is right';
    const belief: Belief = { outcome: 'failed', category: 'declined' };
    expect(judge(aCase().request(0).error('invalid_amount').tells(0, belief).build())).to.deep.equal(
      fail('must', told),
    );
    expect(judge(aCase().request(0).error('advised').tells(0, belief).build())).to.deep.equal(
      fail('should', told.replace('invalid_amount', 'advised')),
    );
  });

  it('rejects a category that is told but absent', () => {
    const played = aCase().request(0).error('declined').tells(0, { outcome: 'failed' });
    expect(judge(played.build())).to.deep.equal(
      fail('must', 'told the caller no category after 402 declined at 0 ms; `declined` is right'),
    );
  });

  it('knows what a fault may be called, and what not', () => {
    const broken = ['network', 'malformed', 'timeout', 'unknown', 'internal'] as const;
    const page = ['unavailable', 'internal', 'malformed'] as const;
    const odd = ['malformed', 'unknown', 'internal', 'network'] as const;
    const faults = [
      { fault: 'reset', summary: 'connection reset', right: ['network', 'timeout'] },
      { fault: 'refused', summary: 'connection refused', right: ['network', 'timeout'] },
      { fault: 'stall', summary: 'no reply', right: ['timeout', 'network'] },
      { fault: 'stall-body', summary: '201 silent after 9 bytes', status: 201, right: broken },
      { fault: 'html', summary: '502 gateway page', status: 502, right: page },
      { fault: 'html', summary: '504 gateway page', status: 504, right: [...page, 'timeout'] },
      { fault: 'html', summary: '400 gateway page', status: 400, right: page },
      { fault: 'html', summary: '200 page', status: 200, right: ['malformed', 'unknown', 'internal'] },
      { fault: 'trunc', summary: '201 trunc', status: 201, right: ['malformed', 'unknown', 'internal'] },
      { fault: 'bom', summary: '201 odd', status: 201, right: odd },
      { fault: 'bom', summary: '402 odd, without a row', status: 402, right: odd },
      {
        fault: 'bom',
        summary: '402 odd',
        status: 402,
        row: 'acme/errors/declined',
        right: ['declined', ...odd, 'conflict', 'validation'],
      },
      { fault: 'drip', summary: '500 drop by drop', status: 500, right: page },
      { fault: 'cut', summary: 'cut', status: 201, right: broken },
      { fault: 'garbage', summary: 'garbage', status: 201, family: 'mangled', right: broken },
    ] as const;
    for (const { fault, summary, right, ...facts } of faults) {
      const told = (category: Category) =>
        judge(
          aCase()
            .request(0)
            .fault(fault, summary, facts)
            .tells(9, { ...unknown, category })
            .build(),
        );
      for (const category of right) expect(told(category), `${summary} as ${category}`).to.deep.equal(pass);
      expect(told('not_found')).to.deep.equal(
        fail(
          'should',
          `told the caller the category \`not_found\` after ${summary} at 0 ms; ${either(right)} is right`,
        ),
      );
    }
  });

  it('lets who knows no code under that status go by the status', () => {
    const told = (status: number, category: Category, code = 'invalid_amount') => {
      const played = aCase()
        .request(0)
        .error(code, { status, elsewhere: true, summary: `${status} ${code}` });
      return judge(played.tells(9, { outcome: 'failed', category }).build());
    };
    const byStatus: [number, Category[]][] = [
      [200, ['validation', 'declined']],
      [399, ['declined']],
      [401, ['authentication']],
      [402, ['declined', 'conflict']],
      [403, ['permission']],
      [404, ['not_found']],
      [408, ['timeout']],
      [409, ['conflict', 'idempotency']],
      [410, ['not_found']],
      [429, ['rate_limit']],
      [500, ['unavailable', 'internal', 'malformed']],
      [503, ['unavailable']],
    ];
    for (const [status, right] of byStatus)
      for (const category of right) expect(told(status, category), `${status} ${category}`).to.deep.equal(pass);
    expect(told(418, 'validation', 'declined')).to.deep.equal(pass);
    expect(told(400, 'declined')).to.deep.equal(
      fail(
        'should',
        'told the caller the category `declined` after 400 invalid_amount at 0 ms; `validation`, `malformed`, `unknown`, `internal` or `network` is right',
      ),
    );
    expect(told(500, 'declined')).to.have.property('verdict', 'fail');
  });

  it('accepts `pending` wherever the outcome pending is accepted, and nowhere else', () => {
    const belief: Belief = { outcome: 'pending', category: 'pending' };
    expect(judge(aCase().request(0).error('in_progress').tells(0, belief).build())).to.deep.equal(pass);
    expect(judge(aCase().request(0).error('declined').tells(0, belief).build())).to.have.property('verdict', 'fail');
  });

  it('accepts the category of an earlier request that is still open', () => {
    const played = aCase()
      .request(0)
      .reset()
      .request(9)
      .error('busy')
      .tells(9, { ...unknown, category: 'network' });
    expect(judge(played.build())).to.deep.equal(pass);
    const given = aCase()
      .request(0)
      .error('busy')
      .request(9)
      .aborted(99)
      .tells(99, { ...unknown, category: 'timeout' });
    expect(judge(given.build())).to.deep.equal(pass);
  });

  it('accepts network and timeout for a request that the client hung up on', () => {
    for (const category of ['network', 'timeout'] as const) {
      const played = aCase()
        .request(0)
        .error('busy')
        .request(9)
        .aborted(99)
        .tells(99, { ...unknown, category });
      expect(judge(played.build())).to.deep.equal(pass);
    }
  });

  it('asks for none where a write shows a first state in passing', () => {
    const played = aCase({ operation: { ...payment, success: ['pending'] } })
      .request(0)
      .reply({ state: 'open' });
    expect(judge(played.tells(0, { outcome: 'pending' }).build())).to.have.property('verdict', 'not-applicable');
  });

  it('judges a failure that is told although an earlier success stands, and doubt where none does', () => {
    const played = aCase().request(0).reply().read(9).error('internal');
    expect(judge(played.tells(9, { outcome: 'unknown', category: 'declined' }).build())).to.have.property(
      'verdict',
      'fail',
    );
    const waited = aCase({ operation: { ...waiting, success: ['succeeded'] } })
      .request(0)
      .reply({ state: 'open' });
    expect(judge(waited.request(5).error('busy').tells(5, { outcome: 'pending' }).build())).to.deep.equal(
      notApplicable('the client tells of no failure'),
    );
  });

  it('forgets a reading that was refused when a later one shows how it ended', () => {
    const waited = aCase({ operation: waiting }).request(0).error('not_found').request(9).state('some_future_state');
    const verdict = judge(waited.tells(9, { outcome: 'unknown' }).build());
    expect(verdict).to.have.property('verdict', 'not-applicable');
  });

  it('lets what came to nothing be called so, whatever was refused before it', () => {
    const refused = () => aCase().request(0).error('invalid_amount').read(5).state('came_to_nothing');
    const states: Record<string, Meaning> = { came_to_nothing: 'failed' };
    const judged = (category: Category, known = states) => {
      const played = refused().tells(5, { outcome: 'failed', category }).build();
      return judge({ ...played, operation: { ...played.operation, states: known } });
    };
    expect(judged('declined')).to.deep.equal(pass);
    expect(judged('validation')).to.deep.equal(pass);
    expect(judged('unknown')).to.deep.equal(pass);
    const { states: _, ...stateless } = refused().build().operation;
    const untold = refused().tells(5, { outcome: 'failed', category: 'declined' }).build();
    expect(judge({ ...untold, operation: stateless })).to.have.property('verdict', 'fail');
    expect(judged('network')).to.have.property('verdict', 'fail');
    expect(judged('declined', {})).to.have.property('verdict', 'fail');
    const alone = aCase()
      .request(0)
      .reply()
      .read(5)
      .state('came_to_nothing')
      .tells(5, { outcome: 'failed', category: 'network' });
    const played = alone.build();
    expect(judge({ ...played, operation: { ...played.operation, states } })).to.not.have.property('verdict', 'fail');
  });

  it('judges the state that a wait has seen', () => {
    const played = aCase({ operation: waiting }).request(0).reply({ status: 200, state: 'refused' });
    expect(judge(played.tells(0, { outcome: 'failed', category: 'network' }).build())).to.have.property(
      'severity',
      'should',
    );
  });

  it('does not judge where there is no failure to name', () => {
    const silent = notApplicable('the client tells of no failure');
    const done = aCase().request(0).error('already_exists').tells(0, { outcome: 'succeeded' });
    expect(judge(done.build())).to.deep.equal(silent);
    const read = aCase({ operation: { ...payment, success: ['succeeded', 'pending'] } })
      .request(0)
      .reply();
    expect(judge(read.read(9).error('internal').tells(9, { outcome: 'pending' }).build())).to.deep.equal(silent);
    const fresh = aCase({ operation: { ...payment, success: ['pending'] } })
      .request(0)
      .reply();
    expect(judge(fresh.tells(9, { outcome: 'pending' }).build())).to.deep.equal(
      notApplicable('the last reply asks for no category'),
    );
  });

  it('does not judge what is not told, not listed or not heard', () => {
    const played = aCase().request(0).error('declined').tells(0, { outcome: 'failed' });
    expect(judge(played.build({ tells: ['outcome'] }))).to.deep.equal(
      notApplicable('the client does not tell a category'),
    );
    const novel = aCase()
      .request(0)
      .reset()
      .request(1)
      .error('novel')
      .tells(1, { ...unknown, category: 'unknown' });
    expect(judge(novel.build())).to.deep.equal(notApplicable('the last reply asks for no category'));
    const asked = aCase().request(0).error('novel', { status: 500 }).read(1).error('not_found');
    expect(judge(asked.tells(1, { ...unknown, category: 'internal' }).build())).to.deep.equal(
      notApplicable('the last reply asks for no category'),
    );
    expect(judge(aCase().tells(0, unknown).build())).to.deep.equal(
      inconclusive('no reply reached the client before the call settled'),
    );
  });
});
