import * as v from 'valibot';
import type { ClientDefinition } from '../model/client.ts';
import { explainIssues } from '../model/explain-issues.ts';
import { SadpathError } from '../model/failure.ts';
import { checkClient } from './define-client.ts';

/** What `sadpath.config.ts` exports by default. */
export interface Config {
  /** Each made by `defineClient`. */
  clients: ClientDefinition[];
  /** Chance and order come from it. When left out: 1. */
  seed?: number;
  /** `text`, `json`; a file after `=`: `json=reports/report.json`. When left out: text on the terminal, json in `reports`. */
  reporters?: string[];
}

const configSchema = v.strictObject({
  clients: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1)),
  seed: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  reporters: v.exactOptional(v.array(v.string())),
});

/**
 * Describes what `sadpath run` does when it is given nothing else.
 *
 * @example
 * export default defineConfig({ clients: [ourClient], seed: 1 });
 * @throws {SadpathError} for an unknown key, no clients, or two clients of one name.
 */
export function defineConfig(config: Config): Config {
  const checked = v.safeParse(configSchema, config);
  if (!checked.success) throw new SadpathError({ to: 'read the config', because: explainIssues(checked.issues) });
  for (const client of config.clients) checkClient(client);
  const names = config.clients.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SadpathError({
      to: 'read the config',
      because: `two clients are called "${twice}"`,
      next: 'Rename one of them.',
    });
  }
  return config;
}
