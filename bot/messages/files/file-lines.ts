import type { FileSummary } from '../../../domain/files/types.ts';
import { escapeSingleLine, takeFittingLines } from '../markdown.ts';
import type { MessageTranslator } from '../translator.ts';

/** Of all lines together; the rest is on the dashboard. */
const MAX_LINES_LENGTH = 600;
const MAX_NAME_LENGTH = 80;

/** A line for each file: its name, how long it plays, its size; or why it is not kept. */
export const formatFileLines = (
  t: MessageTranslator,
  files: readonly FileSummary[],
): readonly string[] =>
  takeFittingLines(
    files.map((file) => formatFileLine(t, file)),
    MAX_LINES_LENGTH,
  );

function formatFileLine(t: MessageTranslator, file: FileSummary): string {
  const name = escapeSingleLine(file.name, MAX_NAME_LENGTH);
  if (file.problem === 'lost') return t('files.line_unavailable', { name });
  if (file.problem)
    return t('files.line_lost', { name, reason: t(`files.problem.${file.problem}`) });
  const { sizeBytes } = file;
  if (sizeBytes === null) return t('files.line_fetching', { name });
  if (file.state === 'pending')
    return t('files.line_saving', { name, size: formatBytes(t, sizeBytes) });
  return formatKeptFile(t, { ...file, sizeBytes, durationMs: file.audio?.durationMs ?? null });
}

/** A kept file's name, how long it plays if that is known, and its size. */
export function formatKeptFile(
  t: MessageTranslator,
  file: { name: string; sizeBytes: number; durationMs: number | null },
): string {
  const name = escapeSingleLine(file.name, MAX_NAME_LENGTH);
  const size = formatBytes(t, file.sizeBytes);
  return file.durationMs === null
    ? t('files.line', { name, size })
    : t('files.line_audio', { name, size, duration: formatDuration(file.durationMs) });
}

/** `3:42`, `1:02:03`, to the nearest second. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3_600);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** In the unit that people would use, with three digits at most. */
function formatBytes(t: MessageTranslator, bytes: number): string {
  const exponent = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  const value = bytes / 1_000 ** exponent;
  const digits = value < 10 && exponent > 0 ? 1 : 0;
  return `${t('files.size', { value: Number(value.toFixed(digits)) })} ${UNITS[exponent]}`;
}
