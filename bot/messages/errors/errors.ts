import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { isVektraError, type VektraError } from '../../../domain/errors/errors.ts';
import { PLAN_NAMES, type Plan } from '../../../domain/plans/plans.ts';
import { isStatus } from '../../../domain/submissions/status.ts';
import { escapeSingleLine, toUnixSeconds } from '../markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../message.ts';
import type { MessageTranslator } from '../translator.ts';

/**
 * What a person is told when an operation fails. An expected error says what happened and what to
 * do; a fault only names the id under which it is logged.
 */
export const presentError = (
  t: MessageTranslator,
  error: unknown,
  logId: string,
  ...extraComponents: APIMessageTopLevelComponent[]
): MessageBody => createMessage(textDisplay(formatError(t, error, logId)), ...extraComponents);

export const formatError = (t: MessageTranslator, error: unknown, logId: string): string =>
  isVektraError(error) ? formatExpectedError(t, error) : t('errors.fault', { id: logId });

function formatExpectedError(t: MessageTranslator, { code, details }: VektraError): string {
  const { values } = details;
  if (code === 'invalid_input') return formatFieldProblems(t, details.fields ?? []);
  if (code === 'not_set_up')
    return t(
      values?.missing === 'staff_channel'
        ? 'errors.not_set_up.staff_channel'
        : 'errors.not_set_up.label',
    );
  if (code === 'plan_required')
    return t('errors.plan_required', { plan: PLAN_NAMES[values?.plan as Plan] ?? '' });
  const status = values?.status;
  return t(`errors.${code}`, {
    ...values,
    ...(isStatus(status) ? { status: t(`submissions.status.${status}`) } : {}),
    by: escapeSingleLine(String(values?.by ?? ''), 80),
    seconds: toUnixSeconds(Number(values?.at ?? 0)),
  });
}

function formatFieldProblems(
  t: MessageTranslator,
  problems: NonNullable<VektraError['details']['fields']>,
): string {
  return problems
    .map(({ field, problem, values }) =>
      t([`errors.problem.${problem.replace('.', '_')}`, 'errors.problem.other'], {
        ...values,
        field: t([`errors.field.${field}`, 'errors.field.other']),
      }),
    )
    .join('\n');
}
