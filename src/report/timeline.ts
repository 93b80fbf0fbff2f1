import { plain } from '../model/plain.ts';
import type { TraceEvent } from '../model/trace.ts';
import { counted } from './amount.ts';
import { numberAttempts } from './attempts.ts';
import {
  calledText,
  effectText,
  escapedText,
  replyText,
  requestText,
  restartedText,
  settledText,
  webhookText,
} from './event-text.ts';
import { foldRepeats } from './fold-repeats.ts';
import type { FoldableRow, TimelineMark, TimelineRow } from './timeline-row.ts';

/** What is shown of a timeline that stays long although its repeats are folded. */
const firstRows = 40;
const lastRows = 20;

/**
 * The events of a scenario as lines for a person who has never seen the tool: attempts numbered, effects where they happen, what
 * the client told its caller at the end. Long repeats are folded; calls are named only where there are several.
 */
export function timelineRows(events: TraceEvent[]): TimelineRow[] {
  const numbered = numberAttempts(events);
  const several = new Set(events.flatMap(({ call }) => call ?? [])).size > 1;
  const done = new Set<string>();

  function rowOf(event: TraceEvent): FoldableRow {
    const { at, call } = event;
    const row = (mark: TimelineMark, text: string): FoldableRow => {
      return { at, ...(several && call !== undefined && { call: plain(call, 30) }), mark, text, same: text };
    };
    switch (event.event) {
      case 'called':
        return row('▶', calledText(event, events));
      case 'request': {
        const request = numbered.get(event);
        const text = requestText(event, request);
        // Neither the number of the attempt nor that of a label keeps a repeat from being one.
        const same = text.replace(/(attempt|read) [\d,]+|#\d+/g, '');
        return { ...row('→', text), same, ...(request && { attempt: request.attempt }) };
      }
      case 'reply':
        return row('←', replyText(event));
      case 'aborted':
        return row('×', 'the client hangs up');
      case 'refreshed':
        return row('↻', 'the client has fetched fresh credentials');
      case 'restarted':
        return row('↺', restartedText(event));
      case 'effect': {
        const what = JSON.stringify([event.kind, event.intent]);
        const again = event.intent !== undefined && done.has(what);
        done.add(what);
        return { ...row('●', effectText(event, again, events)), ...(again && { again }) };
      }
      case 'settled':
        return row('■', settledText(event));
      case 'webhook':
        return row('✉', webhookText(event));
      case 'escaped':
        return row('!', escapedText(event));
    }
  }

  const rows = foldRepeats(events.map(rowOf));
  return [...shorten(rows), ...unsettled(events, several)];
}

function shorten(rows: TimelineRow[]): TimelineRow[] {
  const more = rows.length - firstRows - lastRows;
  if (more <= 1) return rows;
  return [...rows.slice(0, firstRows), { mark: '…', text: `${counted(more, 'more line')}` }, ...rows.slice(-lastRows)];
}

/** A call without an end is the one thing that no event tells. */
function unsettled(events: TraceEvent[], several: boolean): TimelineRow[] {
  const settled = new Set(
    events.flatMap((event) => {
      if (event.event === 'restarted') return event.killed;
      return event.event === 'settled' && event.call !== undefined ? [event.call] : [];
    }),
  );
  return events.flatMap((event) => {
    if (event.event !== 'called' || settled.has(event.call ?? '')) return [];
    const call = several && event.call !== undefined ? { call: plain(event.call, 30) } : {};
    return [{ ...call, mark: '■' as const, text: `${plain(event.operation, 60)} never returned` }];
  });
}
