/*
 * What a client, a catalogue or a provider could put where a report shows its words.
 */
import fc from 'fast-check';
import type { Report } from '../model/report.ts';
import { inconclusive, notApplicable, pass } from '../model/verdict.ts';
import { buildReport } from './build-report.ts';
import { called, clientStarted, control, failed, fullDemand, judged, runStarted, settled } from './sample-run.spec.ts';

const weapons = [
  ...[
    ']]>',
    '<![CDATA[',
    '<script>alert(1)</script>',
    '<b>',
    '</failure>',
    '<!--',
    '-->',
    '&amp;',
    '&#27;',
    '&lt;',
    '"',
    "'",
  ],
  ...[
    '\u001b[31m',
    '\u0000',
    '\u0008',
    '\u0085',
    '\ufffe',
    '\uffff',
    '\ud800',
    '\udc00',
    '\u{1f600}',
    '\u202e',
    '\u2028',
  ],
  ...[
    '\n',
    '\r\n',
    '\t',
    ' ',
    '    ',
    '\n\n# ',
    '\n- ',
    '\n::error::x',
    '::warning title=a,b::',
    '%0A',
    '%',
    ':',
    ',',
    '##[error]',
  ],
  ...[
    '|',
    '\\',
    '\\|',
    '`',
    '``',
    '```',
    '~~~',
    '*',
    '**',
    '_',
    '__',
    '[x](y)',
    '![x](y)',
    '[^1]',
    '[ ]',
    '<y>',
    '> ',
    '# ',
    '- ',
  ],
  ...[
    '1. ',
    '1) ',
    '+ ',
    '===',
    '---',
    '~~',
    '$',
    '$$',
    'a',
    'b c',
    'http://e.test',
    'https://e.test/a',
    'www.e.test',
    'WWW.e.test',
  ],
  ...[
    '@octocat',
    'a@e.test',
    'mailto:a@e.test',
    '<http://e.test>',
    'ftp://e.test',
    '<details>',
    '</details>',
    '<br>',
    '.',
  ],
];

/** Text that means harm in one format or the other. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...weapons) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

/** A report in which every word that is not sadpath's own is the text given: one row failed, one inconclusive, and so on. */
export function hostileReport(text: string): Report {
  const started = clientStarted(text, ['r1', 'r2', 'r3', 'r4', '-r5'], {
    contract: {
      interactions: 2,
      simulator: { held: 1, of: 2 },
      sandbox: { held: 1, of: 2, url: text, at: text, by: text },
    },
    catalogue: { title: text, document: text, revision: text, sha256: text },
    operations: { [text]: { key: text, retries: { attempts: 9 } } },
    provider: text,
    unplayed: { [`r4${text}`]: text },
  });
  for (const row of started.requirements)
    Object.assign(row, fullDemand, { id: `${row.id}${text}`, summary: text, note: text });
  return buildReport([
    runStarted(),
    started,
    control(text, 'pay'),
    control(text, text, { passed: false, reason: text }),
    judged(text, 0, `r1${text}`, { 'retry.never': pass }),
    failed(text, 1, `r2${text}`, 'money.once', 'must', {
      message: text,
      tape: text,
      operation: text,
      observed: {
        probed: { answer: { status: 500, codes: [text] }, attempts: 2, lasts: true, gapsMs: [500], key: 'own' },
      },
      timeline: [
        called(0, { operation: text }),
        settled(1, { how: 'error', thrown: { name: text, message: text, raw: true } }),
      ],
    }),
    failed(text, 2, `r2${text}`, 'retry.key', 'should', { message: text, tape: text }),
    judged(text, 3, `r3${text}`, { 'retry.never': inconclusive(text), 'retry.key': notApplicable(text) }),
  ]);
}
