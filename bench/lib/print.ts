import type { BenchmarkResult } from './types.ts';

const HEADER = ['id', 'value', 'bar', '', 'note'];

export function printTable(results: readonly BenchmarkResult[]): void {
  const rows = results.map(({ id, value, unit, bar, better, holds, note }) => [
    id,
    `${value} ${unit}`.trim(),
    bar === null ? '' : `${better === 'lower' ? '≤' : '≥'} ${bar}`,
    bar === null ? '' : holds ? '✓' : '✗',
    note,
  ]);
  const widths = HEADER.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  console.log();
  for (const row of [HEADER, ...rows])
    console.log(
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
}
