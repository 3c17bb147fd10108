import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { isVektraError, type VektraError } from '../../../domain/errors/errors.ts';
import { HOURS_ANSWER_MAX_LENGTH } from '../../../domain/intake-rules/hours-limits.ts';
import { PLAN_NAMES, type Plan } from '../../../domain/plans/plans.ts';
import { isArtistStatus } from '../../../domain/submissions/artist-status.ts';
import { isStatus } from '../../../domain/submissions/status.ts';
import { blockquote, escapeSingleLine, toUnixSeconds } from '../markdown.ts';
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
  if (code === 'not_found' && values?.number !== undefined)
    return t('errors.no_submission', { number: values.number });
  if (code === 'not_found' && (values?.access === 'staff' || values?.access === 'admin'))
    return t(`errors.no_access.${values.access}`);
  if (code === 'already_decided' && !values?.by)
    return t('errors.already_decided_anonymous', { status: formatStatus(t, values) });
  if (code === 'outside_hours') return formatOutsideHours(t, values);
  return t(`errors.${code}`, {
    ...values,
    plan: PLAN_NAMES[values?.plan as Plan] ?? '',
    status: formatStatus(t, values),
    // What is counted, for the plural: the rule's hours or its maximum.
    count: Number((code === 'submission_cooldown' ? values?.hours : values?.max) ?? 0),
    roles: formatRoles(t, values?.roleIds),
    by: escapeSingleLine(String(values?.by ?? ''), 80),
    seconds: toUnixSeconds(Number(values?.at ?? 0)),
  });
}

/** With what the label says about it. */
function formatOutsideHours(t: MessageTranslator, values: Values = {}): string {
  const answer = String(values.answer ?? '');
  return [
    t('errors.outside_hours', { seconds: toUnixSeconds(Number(values.at ?? 0)) }),
    ...(answer ? [`> ${blockquote(answer, HOURS_ANSWER_MAX_LENGTH)}`] : []),
  ].join('\n');
}

type Values = NonNullable<VektraError['details']['values']>;

/** Of staff's statuses, or of those that artists see. */
function formatStatus(t: MessageTranslator, { status, artistStatus }: Values = {}): string {
  if (isStatus(status)) return t(`submissions.status.${status}`);
  return isArtistStatus(artistStatus) ? t(`submissions.artist_status.${artistStatus}`) : '';
}

function formatFieldProblems(
  t: MessageTranslator,
  problems: NonNullable<VektraError['details']['fields']>,
): string {
  return problems
    .map(({ field, problem, values }) =>
      t([`errors.problem.${problem.replace('.', '_')}`, 'errors.problem.other'], {
        ...values,
        label: escapeSingleLine(String(values?.label ?? ''), 100),
        // A label's own question has no name but its text.
        field: values?.label
          ? `“${escapeSingleLine(String(values.label), 100)}”`
          : t([`errors.field.${field}`, 'errors.field.other']),
      }),
    )
    .join('\n');
}

/** Role ids that are separated by commas, as mentions. */
const formatRoles = (t: MessageTranslator, roleIds: unknown): string =>
  t('errors.any_of', {
    names: String(roleIds ?? '')
      .split(',')
      .map((id) => `<@&${id}>`),
  });
