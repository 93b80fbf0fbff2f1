/** A time as far as it is known, in milliseconds. */
export interface Measure {
  delay: number;
  error: number;
}

/** The number with the fewest digits that it can be, as people choose them: 497 ± 6 is 500. */
export function rounded({ delay, error }: Measure): number {
  for (let unit = 10 ** Math.max(0, Math.ceil(Math.log10(Math.max(1, delay)))); unit > 1; unit /= 10) {
    for (const step of [unit, unit / 2]) {
      const candidate = Math.round(delay / step) * step;
      if (candidate > 0 && Math.abs(candidate - delay) <= error) return candidate;
    }
  }
  return Math.round(delay);
}
