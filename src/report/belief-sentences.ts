import { type Outcome, outcomes } from '../model/outcome.ts';
import type { ClientReport } from '../model/report.ts';
import { counted } from './amount.ts';

/** What is bad in a belief matrix, a sentence each: nothing where callers were told what happened and nothing happened twice. */
export function beliefSentences(beliefs: ClientReport['beliefs']): string[] {
  const calls = (count: number) => `${counted(count, 'call')} ${count === 1 ? 'was' : 'were'}`;
  const of = (outcome: Outcome | 'none') => beliefs[outcome] ?? { '0': 0, '1': 0, '2+': 0 };
  const twice = [...outcomes, 'none' as const].reduce((sum, outcome) => sum + of(outcome)['2+'], 0);
  const nothing = of('succeeded')['0'];
  const denied = of('failed')['1'] + of('failed')['2+'];
  const silent = of('none')['1'] + of('none')['2+'];
  return [
    ...(twice > 0 ? [`${counted(twice, 'call')} took effect more than once.`] : []),
    ...(denied > 0 ? [`${calls(denied)} told failed although the call took effect.`] : []),
    ...(nothing > 0 ? [`${calls(nothing)} told succeeded although nothing happened.`] : []),
    ...(silent > 0 ? [`${calls(silent)} told nothing usable although the call took effect.`] : []),
  ];
}
