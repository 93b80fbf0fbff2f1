/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;

/** In less than this nothing can be aligned. */
const narrowest = 40;

/** Characters a line: as many as the terminal has, 100 at most; 100 in a pipe. */
export function textWidth({ columns }: Pick<NodeJS.WriteStream, 'columns'>): number {
  return columns > 0 ? Math.min(Math.max(columns, narrowest), widest) : widest;
}
