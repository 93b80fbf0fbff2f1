import type { WireReply } from '../model/reply.ts';
import type { Step } from '../model/tape.ts';
import { bodyFaults } from './body/table.ts';
import { faults } from './table.ts';

const sample: WireReply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"1"}' };

/** What a step makes of a small reply: shows what kind of reply it makes of any. */
export function sampleReply({ answer, as, headers }: Step): WireReply {
  const spoilt =
    answer.kind === 'fault'
      ? faults[answer.fault]?.apply(sample, answer)
      : as && bodyFaults[as.fault]?.apply(sample, as);
  const reply = spoilt ?? sample;
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
