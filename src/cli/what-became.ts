import type { ReplayFile } from '../history/replay-file.ts';
import { timelineHash } from '../history/saw.ts';
import type { ScenarioJudged } from '../model/event.ts';
import { plain } from '../model/plain.ts';
import type { Verdict } from '../model/verdict.ts';

/** What has become of a finding. */
export interface Became {
  word: 'FIXED' | 'FAILED' | 'CHANGED';
  /** What is different, in one line; for `CHANGED` alone. */
  why?: string;
  /** Whether something fails, or could not be judged. */
  now: 'fine' | 'fails' | 'unjudged';
}

/** A scenario that was played again. */
export type PlayedAgain = Pick<ScenarioJudged, 'verdicts' | 'evidence'>;

/**
 * Compares a finding with what came out when its scenario was played again. `FIXED`: the check was judged, and does not fail any more.
 * `FAILED`: it fails as it did. `CHANGED`: it fails in another way, another check fails that did not, or it could not be judged.
 *
 * @param off checks that the config has switched off: one of them has held by nobody's judgement.
 */
export function whatBecame(file: ReplayFile, played: PlayedAgain, off: readonly string[] = []): Became {
  const { check } = file;
  const verdict = played.verdicts[check];
  const fresh = newlyFailing(file, played);
  if (verdict?.verdict === 'fail') {
    const why = otherWay(file, verdict, played) ?? (fresh && `it fails as it did, and ${fresh}`);
    return why === undefined ? { word: 'FAILED', now: 'fails' } : { word: 'CHANGED', why, now: 'fails' };
  }
  const unjudged = whyUnjudged(check, verdict, off);
  if (fresh)
    return { word: 'CHANGED', why: `${unjudged ?? `${check} does not fail any more`}, and ${fresh}`, now: 'fails' };
  return unjudged === undefined ? { word: 'FIXED', now: 'fine' } : { word: 'CHANGED', why: unjudged, now: 'unjudged' };
}

/** The exit code of them all: 1 when something fails, 3 when something could not be judged, else 0. */
export function exitCodeOfAll(all: readonly Became[]): number {
  if (all.some(({ now }) => now === 'fails')) return 1;
  return all.some(({ now }) => now === 'unjudged') ? 3 : 0;
}

function otherWay(
  { saw }: ReplayFile,
  { severity, message }: Extract<Verdict, { verdict: 'fail' }>,
  { evidence }: PlayedAgain,
): string | undefined {
  // A file of an older version does not say what was seen.
  if (!saw) return undefined;
  if (severity !== saw.severity) return `it is a ${severity} now, and was a ${saw.severity}`;
  if (message !== saw.message)
    return `it fails in another way: ${plain(message, 300)} (it was: ${plain(saw.message, 300)})`;
  if (timelineHash(evidence?.timeline ?? []) === saw.timeline) return undefined;
  return 'it fails in the same words, and what happens on the way there is not the same as it was';
}

/** Checks that held in this scenario when the finding was made; one that nobody asked then is no news. */
function newlyFailing({ check, saw }: ReplayFile, { verdicts }: PlayedAgain): string | undefined {
  const fresh = (saw?.held ?? []).flatMap((id) => {
    const verdict = verdicts[id];
    return id !== check && verdict?.verdict === 'fail'
      ? [`${id} fails, which it did not: ${plain(verdict.message, 300)}`]
      : [];
  });
  return fresh.length === 0 ? undefined : fresh.join('; ');
}

function whyUnjudged(check: string, verdict: Verdict | undefined, off: readonly string[]): string | undefined {
  if (verdict === undefined) return `there is no check ${plain(check, 60)} any more`;
  if (off.includes(check)) return `${check} is switched off by the client's rules`;
  switch (verdict.verdict) {
    case 'pass':
    case 'not-applicable':
    case 'fail':
      return undefined;
    case 'inconclusive':
    case 'waived':
      return `${check} is ${verdict.verdict} now: ${plain(verdict.reason, 300)}`;
  }
}
