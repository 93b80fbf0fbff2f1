import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { renderMarkdown } from '../src/report/markdown.ts';
import { ownReport } from './own-clients.ts';

const file = new URL('../reports/compliance.md', import.meta.url);

describe('reports/compliance.md', function () {
  this.timeout(120_000);

  it('is what the repository’s own clients do today', async () => {
    const today = renderMarkdown(await ownReport()).split('\n');
    const committed = readFileSync(file, 'utf8').split('\n');
    const place = today.findIndex((line, index) => line !== committed[index]);
    const line = place < 0 && committed.length !== today.length ? today.length : place;
    expect(
      line,
      `it is stale from line ${line + 1} on: write it with \`npm start -- --reporter markdown\`, read what has changed, commit it`,
    ).to.equal(-1);
  });
});
