import { FIELD_MAX_LENGTHS } from '../submissions/field-lengths.ts';
import type { ParsedAnswers } from './answers.ts';

/**
 * The message with the answers in it: as such the version before reads them, which keeps no
 * answers. This one keeps both apart beside it.
 */
export function foldAnswers(
  message: string | undefined,
  { genre, answers }: ParsedAnswers,
): string | undefined {
  const lines = [
    ...(message ? [message] : []),
    ...(genre ? [genre] : []),
    ...answers.map(({ question, answer }) => `${question}: ${answer}`),
  ];
  return lines.join('\n').slice(0, FIELD_MAX_LENGTHS.message) || undefined;
}
