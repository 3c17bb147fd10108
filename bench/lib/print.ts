import type { Figure } from './types.ts';

const HEAD = ['id', 'value', 'bar', '', 'note'];

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ id, value, unit, bar, better, holds, note }) => [
    id,
    `${value} ${unit}`.trim(),
    `${better === 'lower' ? '≤' : '≥'} ${bar}`,
    holds ? '✓' : '✗',
    note,
  ]);
  const widths = HEAD.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  console.log();
  for (const row of [HEAD, ...rows])
    console.log(
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
}
