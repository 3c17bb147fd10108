import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { isStatus } from '../../domain/submissions/status.ts';
import type { Key, T } from '../catalogues/translate.ts';
import type { Problem } from './problem.ts';

/** A problem in words: what happened, and what to do. */
export function problemText(t: T, { code, values }: Problem): { title: string; text: string } {
  const status = isStatus(values.status) ? t(`status.${values.status}`) : '';
  const all = {
    ...values,
    status: status.toLowerCase(),
    plan: PLAN_NAMES[values.plan as Plan] ?? '',
  };
  const text: Key =
    code === 'already_decided' && !values.by
      ? 'errors.already_decided.text_anonymous'
      : code === 'not_allowed_now' && !status
        ? 'errors.not_allowed_now.text_plain'
        : `errors.${code}.text`;
  return { title: t(`errors.${code}.title`, all), text: t(text, all) };
}

const PROBLEMS = [
  'text_missing',
  'text_blank',
  'text_too_short',
  'text_too_long',
  'text_control',
  'text_malformed',
];

/** What is wrong with one field of a form, or null. */
export function fieldText(t: T, problem: Problem | null, field: string): string | null {
  const found = problem?.fields.find((each) => each.field === field);
  if (!found) return null;
  const known = found.problem.replace('.', '_');
  const key = (PROBLEMS.includes(known) ? `problem.${known}` : 'problem.other') as Key;
  return t(key, { ...found.values, field: fieldName(t, field) });
}

/** A field as the person knows it. */
export const fieldName = (t: T, field: string): string => {
  const key = `field.${field}` as Key;
  const name = t(key);
  return name === key ? field : name;
};
