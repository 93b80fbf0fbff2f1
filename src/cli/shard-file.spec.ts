import { join } from 'node:path';
import { expect } from 'chai';
import { parseReporters } from './reporters.ts';
import { shardFile } from './shard-file.ts';

describe('the file of a shard', () => {
  it('is its own, and the usual one of a whole run', () => {
    expect(shardFile('reports/events.ndjson', '1/1')).to.equal('reports/events.ndjson');
    expect(shardFile('reports/events.ndjson', '2/3')).to.equal('reports/events-2-of-3.ndjson');
    expect(shardFile('v1.2/report', '1/2')).to.equal('v1.2/report-1-of-2');
  });

  it('holds for a reporter without a file, and not for one with a file', () => {
    const own = join('reports', 'report-2-of-3.json');
    expect(parseReporters(undefined, '2/3')).to.deep.equal([{ name: 'text' }, { name: 'json', file: own }]);
    expect(parseReporters(['markdown', 'junit=a.xml', 'text'], '2/3')).to.deep.equal([
      { name: 'markdown', file: join('reports', 'compliance-2-of-3.md') },
      { name: 'junit', file: 'a.xml' },
      { name: 'text' },
    ]);
    expect(parseReporters(['markdown'])).to.deep.equal([{ name: 'markdown', file: join('reports', 'compliance.md') }]);
  });
});
