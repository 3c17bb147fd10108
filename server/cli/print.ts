import type { Command } from 'commander';

/** An answer for a person, or with `--json` for a script. */
export function print(command: Command, data: unknown, lines: readonly string[]): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`);
}

/** A table whose columns stand under each other. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}

/** Every change says why. */
export const REASON = ['--reason <text>', 'why; recorded in the audit log (required)'] as const;

interface PrintableError {
  name?: string;
  code?: string | number;
  details?: { fields?: readonly { field: string; problem: string }[] };
}

/** Errors of ours, whose code says all; what a driver says may hold values. */
const OURS = new Set(['VektraError', 'TenancyError', 'MoveError', 'SecretStoreError']);

/** What an operator reads when a command fails: a code and what it concerns. */
export const printable = (error: unknown): string => {
  const { name = 'Error', code, details } = error as PrintableError;
  const fields = details?.fields?.map(({ field, problem }) => `${field}: ${problem}`) ?? [];
  const what = OURS.has(name) ? String(code) : [name, code].filter(Boolean).join(' ');
  return `Failed: ${what}${fields.length > 0 ? ` (${fields.join('; ')})` : ''}`;
};
