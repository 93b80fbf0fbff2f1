import { join } from 'node:path';
import { expect } from 'chai';
import { withChild } from '../config/with-child.ts';
import { parseTape } from '../model/parse-tape.ts';
import { byHand } from '../scenarios/by-hand.ts';
import { openFolder } from './in-folder.spec.ts';
import { playAlone } from './play-alone.ts';

/** A client that ends its process when it is refused. */
const config = `import { defineConfig } from 'sadpath';
import { naiveBanked } from '../../examples/naive/sadpath.ts';

const createPaymentSession = (client, { input }) => client.createPaymentSession(input).catch(() => process.exit(7));
export default defineConfig({ clients: [{ ...naiveBanked, operations: { createPaymentSession } }] });
`;

describe('a scenario that is played alone', function () {
  this.timeout(60_000);

  it('is judged although the client takes its process along, and the next one is none the worse', async () => {
    const folder = openFolder('play-alone');
    folder.write({ 'sadpath.config.ts': config });
    const file = join(folder.path, 'sadpath.config.ts');
    try {
      const [ended, sound] = await withChild(file, async (child) => {
        const alone = playAlone(file, child);
        const play = (tape: string) => {
          const scenario = byHand('banked', 'createPaymentSession', parseTape(tape), 'full');
          return alone.play({ client: 'naive-banked', scenario, seed: 1, lane: 'auto' });
        };
        return [await play('401 unauthorized ×∞'), await play('503, ok')];
      });
      expect(ended?.verdicts['robust.contained']).to.include({ verdict: 'fail', severity: 'must' });
      expect(ended?.evidence?.timeline).to.deep.equal([]);
      expect(sound?.verdicts['robust.contained']).to.deep.equal({ verdict: 'pass' });
      expect(sound?.evidence?.timeline).to.have.lengthOf.above(3);
    } finally {
      folder.remove();
    }
  });
});
