import { plain } from '../model/plain.ts';
import type { ClientReport } from '../model/report.ts';
import { type VerdictWord, worst } from '../model/verdict.ts';
import { counted } from './amount.ts';
import type { TextStyle } from './text-findings.ts';

/** What each family of checks proves when it holds. */
const proofs: Record<string, string> = {
  money: 'nothing took effect twice, and no caller was told the wrong thing about it',
  classify: 'each failure was told as what it is',
  retry: 'what was sent again was allowed, in time, and under the right key',
  async: 'each wait ended with what the provider showed',
  webhook: 'each event counted once, and only if authentic',
  partial: 'what was done before the failure was told',
  robust: 'each call ended, and nothing reached past it',
  secret: 'no credential left the client',
};

/** A run without findings: what was played, and what that proves; no more than was established. */
export function cleanRun(clients: ClientReport[], { paint }: TextStyle): string[] {
  const requirements = clients.flatMap((client) => client.requirements);
  const scenarios = requirements.reduce((sum, one) => sum + one.scenarios, 0);
  if (scenarios === 0) return [unplayed(clients, paint)];
  const open = clients.some(
    ({ totals, controls }) => totals.inconclusive > 0 || controls.some(({ passed }) => !passed),
  );
  const providers = [...new Set(clients.map(({ provider }) => plain(provider, 60)))].join(', ');
  const played = `${counted(scenarios, 'scenario')} of ${providers}`;
  const headline = open
    ? paint('yellow', `? No finding in ${played}, but not everything could be established.`)
    : paint('green', `✓ No finding in ${played}.`);
  const proven = Map.groupBy(
    requirements.flatMap(({ checks }) => Object.entries(checks)),
    ([check]) => check.split('.')[0] ?? '',
  );
  const held = [...proven].filter(([, verdicts]) => heldBy(verdicts.map(([, verdict]) => verdict)));
  const lines = Object.entries(proofs).filter(([family]) => held.some(([name]) => name === family));
  return [headline, ...lines.map(([family, proof]) => `  ${family.padEnd(8)}  ${proof}`)];
}

/** The happy paths alone prove that the adapter fits, and nothing else. */
function unplayed(clients: ClientReport[], paint: TextStyle['paint']): string {
  const controls = clients.flatMap((client) => client.controls);
  if (controls.length === 0) return paint('yellow', '? Nothing was played, so nothing is proven.');
  const passed = controls.filter((control) => control.passed).length;
  if (passed < controls.length)
    return paint('yellow', `? ${passed} of ${counted(controls.length, 'happy path')} passed.`);
  return paint('green', `✓ ${counted(passed, 'happy path')} passed. Nothing else was played.`);
}

function heldBy(verdicts: VerdictWord[]): boolean {
  return worst(verdicts) === 'pass';
}
