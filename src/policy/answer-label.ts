import type { Probed } from '../model/policy.ts';

/** An answer in a few words: `500 internal`, `503`, `reset`. */
export function answerLabel(answer: Probed['answer']): string {
  return 'fault' in answer ? answer.fault : [answer.status, ...answer.codes].join(' ');
}
