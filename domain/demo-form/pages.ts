import { FIRST_PAGE_PARTS } from './form-limits.ts';
import type { FormPart } from './form-part.ts';

/** Parts beside the artist's name and the title. */
export const getFirstPage = (parts: readonly FormPart[]): readonly FormPart[] =>
  parts.slice(0, FIRST_PAGE_PARTS);

/**
 * What is asked on a second page after the answers of the first; empty: there is none.
 * @param answers by the part's id
 */
export const getSecondPage = (
  parts: readonly FormPart[],
  answers: Readonly<Record<string, string>>,
): readonly FormPart[] =>
  parts
    .slice(FIRST_PAGE_PARTS)
    .filter(({ showIf }) => showIf === null || answers[showIf.partId] === showIf.option);
