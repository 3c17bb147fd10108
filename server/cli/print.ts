import type { Command } from 'commander';

/** An answer for a person, or with `--json` for a script. */
export function print(command: Command, data: unknown, lines: readonly string[]): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`);
}

/** A table whose columns stand under each other. */
export function formatTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const widths = headers.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const formatRow = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    formatRow(headers),
    formatRow(widths.map((width) => '─'.repeat(width))),
    ...rows.map(formatRow),
  ];
}

/** Every change says why. */
export const REASON_OPTION = [
  '--reason <text>',
  'why; recorded in the audit log (required)',
] as const;

interface PrintableError {
  name?: string;
  code?: string | number;
  details?: { fields?: readonly { field: string; problem: string }[] };
}

/** Errors of ours, whose code says all; what a driver says may hold values. */
const OWN_ERROR_NAMES = new Set(['VektraError', 'TenancyError', 'MoveError', 'SecretStoreError']);

/** What an operator reads when a command fails: a code and what it concerns. */
export const formatError = (error: unknown): string => {
  const { name = 'Error', code, details } = error as PrintableError;
  const fields = details?.fields?.map(({ field, problem }) => `${field}: ${problem}`) ?? [];
  const summary = OWN_ERROR_NAMES.has(name) ? String(code) : [name, code].filter(Boolean).join(' ');
  return `Failed: ${summary}${fields.length > 0 ? ` (${fields.join('; ')})` : ''}`;
};
