import type { WireReply } from '../model/reply.ts';
import type { Step } from '../model/tape.ts';
import { bodyFaults } from './body/table.ts';
import { faults } from './table.ts';

const sample: WireReply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"1"}' };

/** What a step makes of a small reply: shows what kind of reply it makes of any. */
export function sampleReply({ answer, as }: Step): WireReply {
  if (answer.kind === 'fault') return faults[answer.fault]?.apply(sample, answer) ?? sample;
  return (as && bodyFaults[as.fault]?.apply(sample, as.at)) ?? sample;
}
