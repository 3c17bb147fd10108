import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { isStatus } from '../../domain/submissions/status.ts';
import type { CatalogueKey, TranslateFn } from '../strings/translator.ts';
import type { Problem } from './problem.ts';

/** A problem in words: what happened, and what to do. */
export function describeProblem(
  t: TranslateFn,
  { code, values }: Problem,
): { title: string; text: string } {
  const status = isStatus(values.status) ? t(`status.${values.status}`) : '';
  const messageValues = {
    ...values,
    status: status.toLowerCase(),
    plan: PLAN_NAMES[values.plan as Plan] ?? '',
  };
  if (code === 'not_found' && values.number !== undefined)
    return {
      title: t('errors.no_submission.title', messageValues),
      text: t('errors.no_submission.text'),
    };
  const text: CatalogueKey =
    code === 'already_decided' && !values.by
      ? 'errors.already_decided.text_anonymous'
      : code === 'not_allowed_now' && !status
        ? 'errors.not_allowed_now.text_plain'
        : `errors.${code}.text`;
  return { title: t(`errors.${code}.title`, messageValues), text: t(text, messageValues) };
}

/** What is wrong with one field of a form, in the words of `t`'s catalogue; null: nothing. */
export function describeFieldProblem(
  t: TranslateFn,
  problem: Problem | null,
  field: string,
): string | null {
  const fieldProblem = problem?.fields.find((each) => each.field === field);
  if (!fieldProblem) return null;
  const key = `problem.${fieldProblem.problem.replace('.', '_')}`;
  return t([key, 'problem.other'], { ...fieldProblem.values, field: getFieldLabel(t, field) });
}

/** A field as the person knows it. */
export const getFieldLabel = (t: TranslateFn, field: string): string => {
  const key = `field.${field}` as CatalogueKey;
  const name = t(key);
  return name === key ? field : name;
};
