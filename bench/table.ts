/** One line of the bench's table. */
export interface Line {
  what: string;
  value: string;
  ratio?: string;
  wanted?: string;
}

/** The table as text, its columns aligned. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['', 'measured', 'ratio', 'wanted'],
    ...lines.map(({ what, value, ratio = '', wanted = '' }) => [what, value, ratio, wanted]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
