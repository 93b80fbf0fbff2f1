/** Colour on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function useColor(out: Pick<NodeJS.WriteStream, 'isTTY'>): boolean {
  return out.isTTY === true && !process.env.NO_COLOR;
}
