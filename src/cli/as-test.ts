import type { ReplayFile } from '../history/replay-file.ts';
import { timelineHash } from '../history/saw.ts';
import { SadpathError } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import { plain } from '../model/plain.ts';
import { property, sourceOf } from '../model/source-of.ts';

/** What a test may take, in real milliseconds: the client is loaded, and its happy path played, with the first one. */
const timeoutMs = 60_000;

/**
 * A finding as a whole test for mocha and chai, in TypeScript. It fails as long as the check does, and passes when that holds, or has nothing
 * to judge any more. The scenario is the same to the letter, whatever its texts hold.
 *
 * @param config how the test imports the config: `./sadpath.config.ts`.
 * @throws {SadpathError} for a client that takes its process along: the test's own would go with it.
 */
export function asTest({ client, seed, check, finding, scenario, saw }: ReplayFile, config: string): string {
  if (saw?.timeline === timelineHash([])) {
    throw new SadpathError({
      to: `print ${plain(finding, 60)} as a test`,
      because: `${plain(client, 60)} ${plain(saw.message)}, and a test would go with it`,
      next: 'Replay it instead: that is in a process of its own.',
    });
  }
  const operation = scenario.calls[0]?.operation ?? '';
  const title = `respects ${check} when ${operation} meets "${scenario.tape}" (${scenario.requirement})`;
  // A scenario is plain JSON by its type; the copy drops keys that hold undefined.
  const played: Record<string, Json> = JSON.parse(JSON.stringify(scenario));
  return `// ${plain(`Written by \`sadpath replay ${finding} --as test\`.`, 300)}${saw ? `\n// It was a ${saw.severity}: ${plain(saw.message, 300)}` : ''}
// The sandbox stands before the client is loaded.
import 'sadpath/register';
import { expect, use } from 'chai';
import { play } from 'sadpath';
import { sadpathChai } from 'sadpath/chai';
import config from ${sourceOf(config)};

use(sadpathChai);

describe(${sourceOf(plain(client))}, () => {
  it(${sourceOf(plain(title, 300))}, async () => {
    const client = config.clients.find(({ name }) => name === ${sourceOf(client)});
    if (!client) throw new Error('the config has no client of that name');
    const played = await play(
      client,
      {
${Object.entries(played)
  .map((each) => `        ${property(each)},`)
  .join('\n')}
      },
      { seed: ${seed} },
    );
    expect(played).to.respect(${sourceOf(check)});
  }).timeout(${timeoutMs});
});
`;
}
