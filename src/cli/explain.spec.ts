import { expect } from 'chai';
import { defineProvider } from '../catalogue/define-provider.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { rowOf } from '../catalogue/row-of.ts';
import { sampleProvider } from '../catalogue/sample-provider.spec.ts';
import { SadpathError } from '../model/failure.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { explainText, rowsFor } from './explain.ts';
import { nearest } from './nearest.ts';
import { playLines } from './play-lines.ts';
import { builtIn, findProvider } from './providers.ts';
import { textWidth } from './text-width.ts';

const sample = defineProvider(sampleProvider());
const explained = (provider: Provider, code: string, width = 100) =>
  explainText(provider, rowsFor(provider, code), width);

describe('explain', () => {
  it('says what a row means, what to believe and do, how sure that is, and how to see it', () => {
    const text = explained(sample, 'key_open', 60);
    expect(text.split('\n')).to.deep.equal([
      'Pay now, from "Errors" (1)',
      '',
      'pay-now/errors/key_open',
      '  Something is not right.',
      '',
      '  outcome   failed  (stated, must)',
      '  category  validation  (stated, must)',
      '  retry     never  (inferred, should)',
      '  repeat    As an answer to a repeat it means that it',
      '            happened already.',
      '  comes as  HTTP 409',
      '  met by    pay',
      '  settled   Read twice.',
      '  play      sadpath play pay "409 key_open ×∞"',
      '',
      '`sadpath play` takes the client of your sadpath.config.ts,',
      'and the name that the operation has there.',
      '',
      'outcome: what to tell whoever made the call',
      '  failed  It did not happen and will not.',
      '',
      'retry: what to do next',
      '  never  Do not send the request again.',
      '',
      'how sure',
      '  stated    The document says so.',
      '  inferred  The document does not say so; we read it into',
      '            the document.',
      '  must      A client that does otherwise fails `sadpath',
      '            run`.',
      '  should    A client that does otherwise is told, and fails',
      '            with --strict only.',
    ]);
  });

  it('says what is only recommended, and what was found elsewhere', () => {
    const text = explained(sample, 'key_used');
    expect(text).to.contain('outcome   failed  (outside, advised, should)');
    expect(text)
      .to.match(/^ {2}outside {2,}Not in the document/m)
      .and.match(/^ {2}advised {2,}/m);
    expect(text).to.not.match(/^ {2}(stated|must) /m);
  });

  it('says of a rule how to see each of its plays, and of another that it is checked by hand', () => {
    const text = explained(sample, 'slow-down');
    expect(text).to.contain(
      '  how sure  outside, advised, should\n  met by    pay, read\n  settled   No number is given.\n',
    );
    expect(text).to.contain(
      '  play      sadpath play pay "429 ra=2 ×2, ok"\n            sadpath play read "429"\n            sadpath play pay "429 ×∞"\n',
    );
    const byHand = explained(sample, 'log-the-code');
    expect(byHand).to.contain('  checked   By hand: no traffic can show it.').and.not.contain('sadpath play pay');
  });

  it('has no category where nothing went wrong, and keeps numbers of our own notes to itself', () => {
    expect(explained(sample, '200')).to.contain('outcome   succeeded').and.not.contain('category');
    const whole = builtIn.map((provider) => explainText(provider, requirementsOf(provider), 100)).join('\n');
    expect(whole).to.not.match(/\((as )?a\d+\)/);
  });

  it('explains no word that it does not use', () => {
    const rows = rowsFor(sample, '200').map((row) => ({
      ...row,
      basis: { outcome: 'stated', category: 'inferred', retry: 'stated' } as const,
    }));
    expect(explainText(sample, rows, 100))
      .to.match(/^ {2}stated /m)
      .and.not.contain('inferred');
  });

  it('tells the result status or type, and each status, that a code comes with', () => {
    const platform = explained(findProvider('openapi-platform'), 'UNKNOWN_EXCEPTION');
    expect(platform).to.contain('  comes as  HTTP 200 (inferred), result status U\n');
    expect(explained(findProvider('paysg'), 'email_blacklisted')).to.contain(
      'HTTP 400 (inferred), type invalid_request_error or external_error\n',
    );
    expect(explained(findProvider('banked'), 'decoding')).to.contain('HTTP 400 or 413 (inferred)\n');
    expect(explained(findProvider('openapi-platform'), 'U')).to.contain('  comes as  HTTP 200 (inferred)\n');
  });

  it('shows first what goes wrong most: it happened, and the reply does not say so', () => {
    expect(explained(findProvider('openapi-platform'), 'UNKNOWN_EXCEPTION')).to.contain(
      'sadpath play pay "200 UNKNOWN_EXCEPTION after-commit, ok"',
    );
  });

  for (const provider of builtIn) {
    it(`plays each row of ${provider.id} by a command that shows it`, () => {
      for (const row of requirementsOf(provider).filter(
        ({ judged, operations }) => judged === 'traffic' && operations.length > 0,
      )) {
        const lines = playLines(provider, row);
        expect(lines, row.id).to.not.be.empty;
        for (const line of lines) {
          const [, operation = '', tape = ''] = /^sadpath play (\w+) (?:"([^"]*)"|'.*')$/.exec(line) ?? [];
          expect(provider.operations, line).to.have.property(operation);
          const [answer] = parseTape(tape).flatMap(({ steps }) => steps.map((step) => step.answer));
          if (row.kind === 'rules' || answer?.kind !== 'error') continue;
          expect(rowOf(provider, answer)?.id, line).to.equal(row.id);
        }
      }
    });

    it(`fits ${provider.id} into the width, commands aside`, () => {
      for (const width of [60, 80, 100]) {
        const lines = explainText(provider, requirementsOf(provider), width).split('\n');
        const long = lines.filter(
          (line) => line.length > width && !line.includes('sadpath play ') && line.trim().includes(' '),
        );
        expect(long).to.deep.equal([]);
        expect(lines.filter((line) => /\s$/.test(line))).to.deep.equal([]);
      }
    });
  }

  it('finds what may come under a status that has no row', () => {
    const codes = rowsFor(findProvider('banked'), '404').map(({ name }) => name);
    expect(codes).to.deep.equal(['not_found', 'session_not_found']);
    expect(rowsFor(findProvider('paysg'), '409').map(({ id }) => id)).to.deep.equal(['paysg/statuses/409']);
    expect(rowsFor(sample, 'pay-now/errors/key_open').map(({ name }) => name)).to.deep.equal(['key_open']);
  });

  it('names the nearest codes in place of one that is not known', () => {
    const said = (code: string) => {
      try {
        return String(rowsFor(findProvider('banked'), code));
      } catch (error) {
        expect(error).to.be.instanceOf(SadpathError);
        return String(error);
      }
    };
    expect(said('invalid_payer_emial')).to.contain('rule; the nearest are invalid_payer_email, ');
    expect(said('INTERNAL')).to.contain('; the nearest are internal.');
    expect(said('zzz')).to.contain('or rule. See `sadpath list banked`, and for codes that are not listed');
    expect(said('a\nb')).to.contain('explain "a\\nb"').and.not.contain('\n');
  });
});

describe('the nearest names', () => {
  it('are like the given one, whatever its case and separators; the likest first, three at most', () => {
    const known = ['payment_not_found', 'payment_found', 'payments', 'user', 'payment_not_fond', 'payment_not_founds'];
    expect(nearest('PaymentNotFound', known)).to.deep.equal([
      'payment_not_found',
      'payment_not_fond',
      'payment_not_founds',
    ]);
    expect(nearest('user', ['use', 'usr', 'other'])).to.deep.equal(['use', 'usr']);
    expect(nearest('email', ['invalid_payer_email', 'amount'])).to.deep.equal(['invalid_payer_email']);
    expect(nearest('oops', ['internal', 'decoding'])).to.deep.equal([]);
    expect(nearest('', ['a', 'ab'])).to.deep.equal(['a']);
  });
});

describe('the width of text', () => {
  it('is that of the terminal, 100 at most, and 100 in a pipe', () => {
    expect([80, 100, 120, 10].map((columns) => textWidth({ columns }))).to.deep.equal([80, 100, 100, 40]);
    expect(textWidth({ columns: 0 })).to.equal(100);
    expect(textWidth(Object.create(null))).to.equal(100);
  });
});
