import type { FieldProblem } from '../errors/errors.ts';
import { FIRST_PAGE_PARTS } from './form-limits.ts';
import { type FormPart, isStandard, STANDARD_KINDS } from './form-part.ts';

const hasDuplicates = (values: readonly string[]) => new Set(values).size < values.length;

/** What of a form Discord would refuse, or nobody could answer; empty: nothing. */
export function findFormProblems(parts: readonly FormPart[]): FieldProblem[] {
  const problems = parts.flatMap((part, index) =>
    findPartProblems(parts, part, index).map((problem) => ({
      field: 'form',
      problem,
      values: { label: part.label ?? part.kind },
    })),
  );
  if (!parts.some(({ kind }) => kind === 'trackUrl' || kind === 'files'))
    problems.push({ field: 'form', problem: 'form.no_track', values: { label: '' } });
  if (hasDuplicates(parts.map(({ id }) => id)))
    problems.push({ field: 'form', problem: 'form.repeated', values: { label: '' } });
  return problems;
}

function findPartProblems(parts: readonly FormPart[], part: FormPart, index: number): string[] {
  const { id, kind, label, options } = part;
  const isChoice = kind === 'choice' || kind === 'choices';
  return [
    ...(isStandard(part) && id !== kind ? ['form.repeated'] : []),
    ...(!isStandard(part) && STANDARD_KINDS.some((standard) => standard === id)
      ? ['form.repeated']
      : []),
    ...(!isStandard(part) && label === null ? ['form.no_label'] : []),
    ...(isChoice && options.length < 2 ? ['form.few_options'] : []),
    ...(!isChoice && kind !== 'genre' && options.length > 0 ? ['form.no_options'] : []),
    ...(hasDuplicates(options) ? ['form.repeated_option'] : []),
    ...(part.showIf && !isAnswerable(parts, part.showIf, index) ? ['form.condition'] : []),
  ];
}

/** A condition is about a choice on the first page, and of a part on the second. */
const isAnswerable = (
  parts: readonly FormPart[],
  { partId, option }: NonNullable<FormPart['showIf']>,
  index: number,
): boolean =>
  index >= FIRST_PAGE_PARTS &&
  parts
    .slice(0, FIRST_PAGE_PARTS)
    .some(
      ({ id, kind, options }) =>
        id === partId && (kind === 'choice' || kind === 'genre') && options.includes(option),
    );
