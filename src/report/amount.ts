/** A number as people write it: `9994` → `9,994`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun: `1 scenario`, `1,204 scenarios`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

/** Milliseconds as people read them, exactly: `500 ms`, `12.5 s`, `1 h 2 min 0.5 s`, `30 d`. */
export function duration(ms: number): string {
  const exact = Math.round(ms * 1000) / 1000;
  if (exact < 10_000) return `${String(exact).replace(/^\d+/, (whole) => grouped(Number(whole)))} ms`;
  const seconds = Math.floor(exact / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.round((exact % 60_000) * 1000) / 1_000_000, 's'],
  ] as const;
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
