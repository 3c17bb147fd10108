import { VektraError } from '../errors/errors.ts';
import { FIRST_PAGE_PARTS } from './form-limits.ts';
import type { FormPart } from './form-part.ts';

type Parts = readonly FormPart[];

/** @throws VektraError `conflict` when somebody has removed it */
export function requirePart(parts: Parts, partId: string): { part: FormPart; index: number } {
  const index = parts.findIndex(({ id }) => id === partId);
  const part = parts[index];
  if (!part) throw new VektraError('conflict');
  return { part, index };
}

/** @throws VektraError `conflict` */
export function replacePart(parts: Parts, partId: string, change: Partial<FormPart>): FormPart[] {
  requirePart(parts, partId);
  return parts.map((part) => (part.id === partId ? { ...part, ...change } : part));
}

export const removePart = (parts: Parts, partId: string): FormPart[] =>
  parts.filter(({ id }) => id !== partId);

/** @throws VektraError `conflict` */
export function movePart(parts: Parts, partId: string, by: 1 | -1): FormPart[] {
  const { part, index } = requirePart(parts, partId);
  return removePart(parts, partId).toSpliced(Math.max(0, index + by), 0, part);
}

/** An answer of the first page on which parts of the second can depend. */
export interface Condition {
  /** Names it in menus. */
  key: string;
  question: FormPart;
  option: string;
}

export const listConditions = (parts: Parts): Condition[] =>
  parts
    .slice(0, FIRST_PAGE_PARTS)
    .filter(({ kind }) => kind === 'choice' || kind === 'genre')
    .flatMap((question) =>
      question.options.map((option, index) => ({
        key: `${question.id}:${index}`,
        question,
        option,
      })),
    );

/** The key of the condition that a part has, among `conditions`. */
export const findConditionKey = (
  conditions: readonly Condition[],
  { showIf }: FormPart,
): string | null =>
  conditions.find(
    ({ question, option }) => question.id === showIf?.partId && option === showIf.option,
  )?.key ?? null;
