import { findConfig } from '../config/load-config.ts';
import { withChild } from '../config/with-child.ts';
import { describeConfig } from '../engine/describe.ts';
import { parseTape } from '../model/parse-tape.ts';
import { byHand } from '../scenarios/by-hand.ts';
import type { Command } from './command.ts';
import { laneFlag, numberFlag, textFlag } from './flags.ts';
import { chooseClient, playOnce } from './play-once.ts';
import { renderPlayed } from './render-played.ts';
import { useColor } from './use-color.ts';

/** `sadpath play`: one scenario by hand. */
export const playCommand: Command = {
  name: 'play',
  usage: 'play OPERATION "TAPE" [--config FILE] [--client NAME] [--seed N] [--lane LANE] [--bare]',
  help: [
    'A tape is a list of answers, one a request: steps separated by commas.',
    '',
    'ok, ok 201                      the provider answers by itself; under that status',
    '500 server_error                a status, with a code or several: 400 a+b',
    '503 type:external_error         an error type without a listed code',
    'state:paid                      the resource is in that state',
    'html 502, empty 503             a gateway answers instead of the provider',
    'json 400 "[]"                   the provider answers with this body, as JSON',
    'reset, refused, dns, stall      the connection breaks, is refused, finds no host, or nothing ever comes',
    'as=bom, as=wrong-type@2         behind a step: its body is spoilt in that way',
    'after-commit, late-commit       behind a step: it happened all the same, at once or after the client gave up',
    'with-successes                  behind an error: it lists what was done before it failed',
    'ra=2                            behind a step: Retry-After',
    'header="name: value"            behind a step: any other header of the reply',
    '×3, x3, ×∞, forever             behind a step: how often',
    '',
    'Tracks for several operations are separated by |, each `operation: step, step`.',
    '',
    'sadpath play createPayment "500 after-commit, ok"',
    '',
    'Exit code: 1 a must failed, 2 usage or config, 3 nothing could be judged, else 0.',
  ],
  flags: {
    config: { type: 'string' },
    client: { type: 'string' },
    seed: { type: 'string' },
    lane: { type: 'string' },
    bare: { type: 'boolean' },
  },
  words: [2, 2],
  async run(line) {
    const [operation = '', text = ''] = line.words;
    const tape = parseTape(text);
    const config = findConfig(process.cwd(), textFlag(line, 'config'));
    const { client, judged } = await withChild(config, async (child) => {
      const facts = await describeConfig(config, child);
      const { client, provider } = chooseClient(facts, operation, textFlag(line, 'client'));
      const scenario = byHand(provider.id, operation, tape, line.flags.bare ? 'bare' : 'full');
      const seed = numberFlag(line, 'seed', 0) ?? facts.seed ?? 1;
      const asked = { client, scenario, seed, lane: laneFlag(line) ?? 'auto' };
      return { client, judged: await playOnce(child, asked) };
    });
    process.stdout.write(`${renderPlayed(client, judged, useColor(process.stdout))}\n`);
    const verdicts = Object.values(judged.verdicts);
    if (verdicts.some((verdict) => verdict.verdict === 'fail' && verdict.severity === 'must')) return 1;
    return verdicts.every(({ verdict }) => verdict === 'inconclusive') ? 3 : 0;
  },
};
