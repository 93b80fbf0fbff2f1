import { resolve } from 'node:path';
import { expect } from 'chai';
import { type RunOptions, run } from '../src/config/run.ts';
import { renderJson } from '../src/report/json.ts';

const naive = resolve(import.meta.dirname, '../examples/naive.config.ts');
// Rows with findings of several kinds: what fails is played twice, in other processes, and still has to come out the same.
const only = ['banked/rules/partial-success', 'wire/intent-again'];

async function report(options: Partial<RunOptions>): Promise<string> {
  return renderJson(await run({ config: naive, only, ...options }));
}

describe('same seed, same bytes', function () {
  this.timeout(120_000);

  it('holds from run to run, with one worker as with two', async () => {
    const first = await report({ workers: 2 });
    expect(first).to.contain('"check": "money.once"');
    expect(await report({ workers: 1 })).to.equal(first);
  });

  it('means the seed: another one gives other markers, and the same verdicts', async () => {
    const some = ['banked/rules/partial-success'];
    const [one, other] = [await report({ seed: 1, only: some }), await report({ seed: 2, only: some })];
    expect(other).to.not.equal(one);
    const verdicts = (text: string): unknown =>
      JSON.parse(text).clients.map(({ requirements }: { requirements: unknown }) => requirements);
    expect(verdicts(other)).to.deep.equal(verdicts(one));
  });
});
