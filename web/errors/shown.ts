import type { ErrorCode, VektraError } from '../../domain/errors/errors.ts';
import { hasText, t } from '../text/t.ts';

/** An expected error as a page shows it: catalogue text, and only facts that may leave. */
export interface ShownError {
  code: ErrorCode;
  text: string;
  fields: { field: string; text: string }[];
  values: Record<string, string | number>;
}

export function showError({ code, details }: VektraError): ShownError {
  const values = details.values ?? {};
  const words = { ...values };
  if (typeof values.status === 'string' && hasText(`status.${values.status}`))
    words.status = t(`status.${values.status}` as 'status.approved').toLowerCase();
  return {
    code,
    text: t(`error.${code}`, words),
    fields: (details.fields ?? []).map(({ field, problem, values }) => ({
      field,
      text: hasText(`problem.${problem}`)
        ? t(`problem.${problem}` as 'problem.text.blank', values)
        : t('problem.unknown'),
    })),
    values,
  };
}

export function isShownError(value: unknown): value is ShownError {
  return typeof value === 'object' && value !== null && 'code' in value && 'fields' in value;
}
