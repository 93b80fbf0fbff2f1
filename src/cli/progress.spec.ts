import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { clientStarted, control } from '../report/sample-run.spec.ts';
import { openProgress } from './progress.ts';

describe('progress', () => {
  /** What a stream shows of a client and its first control. */
  function shown(isTTY: boolean, ofShard?: number): string {
    const out = Object.assign(new PassThrough(), { isTTY });
    const progress = openProgress(out);
    progress.show(clientStarted('a', [], { scenarios: 9, ...(ofShard === undefined ? {} : { ofShard }) }));
    progress.show(control('a', 'pay'));
    return stripVTControlCharacters(String(out.read() ?? ''));
  }

  it('counts what is to be played: all of a run, or of a shard', () => {
    expect(shown(true)).to.equal('a  0/9');
    expect(shown(true, 3)).to.equal('a  0/3');
  });

  it('says nothing in a pipe', () => expect(shown(false)).to.equal(''));
});
