import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import type { Command, Line } from './command.ts';
import { textFlag } from './flags.ts';
import { askFor } from './init-ask.ts';
import { configName, filesOf } from './init-files.ts';
import { readOwnClient } from './init-own-client.ts';
import { type Project, projectIn, type Runner, runners } from './init-project.ts';
import { writeNew } from './init-write.ts';
import { builtIn, findProvider } from './providers.ts';

/** `sadpath init`: a config that runs, for whoever begins. */
export const initCommand: Command = {
  name: 'init',
  usage: 'init [--provider ID] [--runner RUNNER] [--client FILE] [--config FILE] [--yes] [--force]',
  help: [
    `--provider ID    ${builtIn.map(({ id }) => id).join(', ')}; http is any API, by RFC 9110`,
    `--runner RUNNER  ${runners.join(', ')}; default: what package.json says`,
    '--client FILE    the module of your own client; without it an example stands in its place',
    '--config FILE    default: sadpath.config.ts, or .mts .js .mjs where the project needs it',
    '--yes            ask nothing',
    '--force          overwrite files that are there',
    '',
    'Writes all files or none. Asks on a terminal only, and only for what no flag says.',
  ],
  flags: {
    provider: { type: 'string' },
    runner: { type: 'string' },
    client: { type: 'string' },
    config: { type: 'string' },
    yes: { type: 'boolean' },
    force: { type: 'boolean' },
  },
  words: [0, 0],
  async run(line) {
    const folder = process.cwd();
    const project = projectIn(folder);
    const asks = line.flags.yes !== true && process.stdin.isTTY && process.stdout.isTTY;
    const { provider, runner } = await choices(
      line,
      project,
      asks ? askFor : async (_question, _words, usual) => usual,
    );
    const config = configFlag(line) ?? project.config ?? configName(project);
    const own = textFlag(line, 'client');
    const client = own === undefined ? undefined : readOwnClient(folder, own);
    const files = filesOf({ provider, runner, config, ...(client && { client }) }, project);
    writeNew(folder, files, line.flags.force === true);
    const written = files.map(({ path }) => path);
    process.stdout.write(
      `${initText({ written, config, provider, runner, project, ownClient: client !== undefined })}\n`,
    );
    return 0;
  },
};

/** Asks for one of some words. */
type Ask = (question: string, words: readonly string[], usual: string) => Promise<string>;

async function choices(line: Line, project: Project, ask: Ask): Promise<{ provider: Provider; runner: Runner }> {
  const ids = builtIn.map(({ id }) => id);
  const provider = findProvider(
    textFlag(line, 'provider') ?? (await ask('Which API does your client talk to?', ids, 'http')),
  );
  const named = textFlag(line, 'runner') ?? (await ask('Which test runner?', runners, project.runner));
  const runner = runners.find((known) => known === named);
  if (runner !== undefined) return { provider, runner };
  throw new SadpathError({ to: `read --runner ${named}`, because: `there are ${runners.join(', ')}` });
}

function configFlag(line: Line): string | undefined {
  const file = textFlag(line, 'config');
  if (file === undefined || /[^/\\]\.m?[jt]s$/.test(file)) return file;
  throw new SadpathError({ to: `read --config ${file}`, because: 'it is no .ts, .mts, .js or .mjs file' });
}

interface Done {
  written: string[];
  config: string;
  provider: Provider;
  runner: Runner;
  project: Project;
  ownClient: boolean;
}

/** What was written, and what to do next. */
function initText({ written, config, provider, runner, project, ownClient }: Done): string {
  const [operation = ''] = Object.keys(provider.operations);
  const named = /^sadpath\.config\.m?[jt]s$/.test(config)
    ? ''
    : ` --config ${/^[\w./@-]+$/.test(config) ? config : JSON.stringify(config)}`;
  return [
    `Written: ${written.join(', ')}.`,
    '',
    'Next:',
    `  npx sadpath run${named}`,
    `  npx sadpath play ${operation} "reset after-commit, ok"${named}`,
    '',
    ownClient
      ? `At the place marked in ${config}, say how your client is made and called; until then its happy path fails.`
      : `It judges an example client until yours is in its place, which is marked in ${config}.`,
    ...(project.scripted ? [] : [`For the "scripts" of package.json: "sadpath": "sadpath run${named}"`]),
    ...(runner === 'jest' ? ['jest reads ES modules with NODE_OPTIONS=--experimental-vm-modules.'] : []),
  ].join('\n');
}
