import type { Judged } from '../engine/judge-scenario.ts';
import type { Verdict } from '../model/verdict.ts';
import { ansiPaint, noPaint, type Paint } from '../report/paint.ts';
import { printTimeline } from '../report/print-timeline.ts';
import { timelineRows } from '../report/timeline.ts';

/** One scenario for a person who asked to see it: what was played, what happened, and what the checks say of it. */
export function renderPlayed(client: string, judged: Judged, color: boolean): string {
  const paint = color ? ansiPaint : noPaint;
  const { scenario, operation, evidence, verdicts } = judged;
  const all = Object.entries(verdicts);
  const passed = all.filter(([, { verdict }]) => verdict === 'pass').map(([check]) => check);
  return [
    paint('bold', `${client} · ${operation} · "${scenario.tape || 'ok'}"`),
    '',
    ...printTimeline(timelineRows(evidence?.timeline ?? []), { paint }),
    '',
    ...all.flatMap(([check, verdict]) => line(check, verdict, paint)),
    ...(passed.length > 0 ? [`  ${paint('green', 'pass')}  ${passed.join(', ')}`] : []),
  ].join('\n');
}

function line(check: string, verdict: Verdict, paint: Paint): string[] {
  switch (verdict.verdict) {
    case 'fail':
      return [`  ${paint('red', verdict.severity)}  ${check}: ${verdict.message}`];
    case 'inconclusive':
    case 'waived':
      return [`  ${paint('yellow', verdict.verdict)}  ${check}: ${verdict.reason}`];
    case 'pass':
    case 'not-applicable':
      return [];
  }
}
