/** The known names that are most like the given one, the likest first, three at most; none where nothing is like it. */
export function nearest(given: string, known: readonly string[]): string[] {
  const wanted = normal(given);
  return [...new Set(known)]
    .map((name) => ({ name, distance: distanceOf(wanted, normal(name)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** People mix cases and separators up; neither tells two codes apart. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A part of a name is as good as one slip. */
function distanceOf(wanted: string, name: string): number {
  if (wanted.length >= 4 && name !== wanted && name.includes(wanted)) return 1;
  return edits(wanted, name);
}

/** How many letters must be added, removed or replaced to make one text of the other (Levenshtein). */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, against] of [...other].entries()) {
      const replaced = (row[at] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
