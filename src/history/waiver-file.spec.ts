import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { SadpathError } from '../model/failure.ts';
import type { Waiver } from '../model/waiver.ts';
import { readWaivers, writeWaivers } from './waiver-file.ts';

const waiver: Waiver = {
  check: 'retry.key',
  requirement: 'banked/errors/internal',
  reason: 'The new SDK comes in March.',
  owner: 'payments team',
  expires: '2027-03-31',
};

describe('a waiver file', () => {
  let folder = '';
  let file = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-waivers-'));
    file = join(folder, 'sadpath.waivers.json');
  });
  after(() => rmSync(folder, { recursive: true }));

  function refusal(text: string): string {
    writeFileSync(file, text);
    try {
      readWaivers(file);
    } catch (error) {
      expect(error).to.be.instanceOf(SadpathError);
      return error instanceof Error ? error.message : '';
    }
    return 'accepted';
  }
  const holding = (...waivers: object[]) => JSON.stringify({ format: 1, waivers });

  it('comes back as it was written, sorted', () => {
    const other: Waiver = { ...waiver, check: 'money.once', client: 'shop' };
    writeWaivers(file, [waiver, other]);
    expect(readWaivers(file)).to.deep.equal([other, waiver]);
    expect(readFileSync(file, 'utf8')).to.match(/^\{\n {2}"format": 1,/);
  });

  it('may be missing', () => expect(readWaivers(join(folder, 'nowhere.json'))).to.deep.equal([]));

  const mistakes: [string, () => string, string][] = [
    ['no JSON', () => '{', 'it is not JSON. Correct it there.'],
    ['a list', () => '[]', 'found nothing'],
    [
      'a newer format',
      () => '{ "format": 2, "waivers": [] }',
      'it is written in format 2, and this version of sadpath knows format 1. Update sadpath.',
    ],
    ['a missing owner', () => holding({ ...waiver, owner: undefined }), 'at waivers[0].owner found nothing'],
    [
      'an empty reason',
      () => holding({ ...waiver, reason: ' ' }),
      'at waivers[0].reason found " ", expected some words',
    ],
    [
      'a day that is none',
      () => holding({ ...waiver, expires: '2027-02-30' }),
      'at waivers[0].expires found "2027-02-30", expected a day such as 2027-01-31',
    ],
    ['a time', () => holding({ ...waiver, expires: '2027-02-03T00:00:00Z' }), 'expected a day such as 2027-01-31'],
    [
      'a key that nothing knows',
      () => holding({ ...waiver, until: 'May' }),
      'at waivers[0].until found a key that nothing knows',
    ],
    [
      'one failure twice',
      () => holding(waiver, { ...waiver, owner: 'b' }),
      'two of its waivers are for retry.key of banked/errors/internal. Keep one of them.',
    ],
  ];
  for (const [what, text, because] of mistakes) {
    it(`is refused with ${what}`, () => {
      const message = refusal(text());
      expect(message).to.contain(`Failed to read the waivers of ${file}: `).and.to.contain(because);
      expect(message).to.not.contain('\n');
    });
  }

  it('is read, or refused in one line, whatever it holds', () => {
    const waivers = fc.array(
      fc.oneof(
        fc.anything(),
        fc.record(
          {
            ...Object.fromEntries(
              Object.keys(waiver).map((key) => [key, fc.oneof(fc.string(), fc.constant('2027-01-31'), fc.anything())]),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
    );
    const content = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ format: fc.constant(1), waivers }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(content, (text) => {
        const message = refusal(text ?? 'undefined');
        expect(message === 'accepted' || /^Failed to read the waivers of [^\n\r]*$/.test(message), message).to.equal(
          true,
        );
      }),
    );
  });

  it('says so when it cannot be written', () => {
    expect(() => writeWaivers(folder, [waiver])).to.throw(
      SadpathError,
      `Failed to write the waivers to ${folder}: EISDIR`,
    );
  });
});
