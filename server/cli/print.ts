import type { Command } from 'commander';
import { getTenancyFailure, isVektraError } from '../../domain/index.ts';

/** Prints lines for a person, or with `--json` the data for a script. */
export function print(command: Command, data: unknown, lines: readonly string[]): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`);
}

/** A table with aligned columns. */
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

/** Every change needs a reason. */
export const REASON_OPTION = [
  '--reason <text>',
  'reason, recorded in the audit log (required)',
] as const;

interface PrintableError {
  name?: string;
  code?: string | number;
  details?: { fields?: readonly { field: string; problem: string }[] };
}

/**
 * The line for a failed command: a code and the fields it concerns. Expected errors need no name; a
 * driver's message may contain values and is never printed.
 */
export const formatError = (error: unknown): string => {
  const { name = 'Error', code, details } = error as PrintableError;
  const isExpected = isVektraError(error) || getTenancyFailure(error) !== null;
  const fields = details?.fields?.map(({ field, problem }) => `${field}: ${problem}`) ?? [];
  const summary = isExpected ? String(code) : [name, code].filter(Boolean).join(' ');
  return `Failed: ${summary}${fields.length > 0 ? ` (${fields.join('; ')})` : ''}`;
};
