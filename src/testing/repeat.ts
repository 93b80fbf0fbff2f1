import type { Finding } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';

/** How the scenario of a finding is played in a test: a line to paste, which plays the same whatever the scenario is made of. */
export function inTest({ operation, tape, scenario: { id: _, ...scenario } }: Finding, seed: number): string {
  const isBare = isTape(scenario) && scenario.variant === 'bare';
  const given = [...(seed === 1 ? [] : [`seed: ${seed}`]), ...(isBare ? ["variant: 'bare'"] : [])].join(', ');
  const played = isTape(scenario) ? `'${operation}', ${quoted(tape)}` : JSON.stringify(scenario);
  return `await play(client, ${played}${given === '' ? '' : `, { ${given} }`})`;
}

/** What the scenario of a finding is played to, and with which seed where that is not the config's. */
export interface Played {
  client: string;
  config: string;
  seed?: number | undefined;
}

/** How the scenario of a finding is played by `sadpath play`, which makes one call and knows a tape; else the test itself plays it. */
export function onCommandLine({ operation, tape, scenario }: Finding, { client, config, seed }: Played): string {
  if (!isTape(scenario)) return 'this test alone: it is more than a tape';
  const words = [operation, tape, '--config', config, '--client', client].map((word) =>
    /^[\w./@-]+$/.test(word) ? word : JSON.stringify(word),
  );
  const given = [...(seed === undefined ? [] : [`--seed ${seed}`]), ...(scenario.variant === 'bare' ? ['--bare'] : [])];
  return ['npx sadpath play', ...words, ...given].join(' ');
}

/** Whether one call and its tape are all that there is to a scenario. */
function isTape({ calls, journey, events, latencyMs }: Scenario): boolean {
  return calls.length === 1 && journey === undefined && events === undefined && latencyMs === undefined;
}

/** As a person would write it. */
function quoted(text: string): string {
  return /['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
