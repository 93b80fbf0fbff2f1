/** `1 attempt`, `4 attempts`. */
export function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

/** A time, or a range of times, in milliseconds: `500 ms`, `250 to 500 ms`. */
export function span(from: number, to: number = from): string {
  return from === to ? `${grouped(from)} ms` : `${grouped(from)} to ${grouped(to)} ms`;
}

function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
