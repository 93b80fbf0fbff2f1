import type { TraceEvent } from './trace.ts';

const head = 100;
const tail = 60;

/** Where calls begin and end. */
const kept: TraceEvent['event'][] = ['called', 'settled', 'restarted'];

/**
 * A timeline that a report can hold: of a long one the beginning and the end, cut between two exchanges, and whatever calls
 * began and ended in between. What was left out shows in the numbers of the exchanges; the timeline's text counts it.
 */
export function excerpt(timeline: TraceEvent[]): TraceEvent[] {
  if (timeline.length <= head + tail) return timeline;
  const end = nextRequest(timeline, head);
  const resume = Math.max(end, nextRequest(timeline, timeline.length - tail));
  const calls = timeline.slice(end, resume).filter(({ event }) => kept.includes(event));
  return [...timeline.slice(0, end), ...calls, ...timeline.slice(resume)];
}

/** Where no request comes any more there is no exchange to keep whole: the place itself. */
function nextRequest(timeline: TraceEvent[], from: number): number {
  const place = timeline.findIndex((event, index) => index >= from && event.event === 'request');
  return place < 0 ? from : place;
}
