import { duration } from './amount.ts';
import { noPaint, type Paint } from './paint.ts';
import type { TimelineMark, TimelineRow } from './timeline-row.ts';

const styles: Record<TimelineMark, Parameters<Paint>[0] | undefined> = {
  '▶': 'bold',
  '→': undefined,
  '←': undefined,
  '●': 'yellow',
  '×': 'red',
  '↻': undefined,
  '↺': undefined,
  '■': 'bold',
  '✉': 'bold',
  '!': 'red',
  '…': 'dim',
};

/** How a timeline is printed. */
export interface TimelineStyle {
  /** When left out: no colour. */
  paint?: Paint;
  /** Characters a line; a longer one ends in `…`. When left out: as long as it is. */
  width?: number;
}

/** A timeline as lines of text: times right-aligned, then the call where there are several, then what happened. */
export function printTimeline(rows: TimelineRow[], { paint = noPaint, width }: TimelineStyle = {}): string[] {
  const times = rows.map(({ at }) => (at === undefined ? '' : duration(at)));
  const timeWidth = Math.max(10, ...times.map((time) => time.length));
  const callWidth = Math.max(0, ...rows.map(({ call }) => (call === undefined ? 0 : call.length + 2)));
  return rows.map(({ call = '', mark, text, again }, index) => {
    const time = (times[index] ?? '').padStart(timeWidth);
    const room = width === undefined ? Number.POSITIVE_INFINITY : Math.max(20, width - timeWidth - callWidth - 2);
    const whole = `${mark} ${text}`;
    const line = whole.length > room ? `${whole.slice(0, room - 1)}…` : whole;
    const style = again ? 'red' : styles[mark];
    return `${paint('dim', time)}  ${call.padEnd(callWidth)}${style ? paint(style, line) : line}`;
  });
}
