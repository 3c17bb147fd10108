import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { isVektraError, type VektraError } from '../../domain/errors/errors.ts';
import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { isStatus } from '../../domain/submissions/status.ts';
import { t } from '../catalogues/translate.ts';
import { escapeSingleLine, toUnixSeconds } from './markdown.ts';
import { createMessage, type MessageBody, textDisplay } from './message.ts';

/** How slash commands are named in texts. */
export const commandMentions = Object.fromEntries(
  [
    'start',
    'setup_staff',
    'setup',
    'submit',
    'my_subs',
    'submission',
    'withdraw',
    'queue',
    'status',
    'reply',
    'db_status',
    'setup_db',
    'storage',
    'staff_status',
    'help',
    'invite',
    'premium',
  ].map((name) => [name, `\`/${name}\``]),
);

/**
 * What a person is told when an act fails. An expected error says what happened and what to do; a
 * fault says only under which id it is logged.
 */
export const presentError = (
  error: unknown,
  logId: string,
  ...extraComponents: APIMessageTopLevelComponent[]
): MessageBody => createMessage(textDisplay(formatError(error, logId)), ...extraComponents);

export const formatError = (error: unknown, logId: string): string =>
  isVektraError(error) ? formatExpectedError(error) : t('error.fault', { id: logId });

function formatExpectedError({ code, details }: VektraError): string {
  const values = { ...commandMentions, ...details.values };
  if (code === 'invalid_input') return formatFieldProblems(details.fields ?? []);
  if (code === 'not_set_up')
    return t(
      details.values?.missing === 'staff_channel'
        ? 'error.not_set_up.staff_channel'
        : 'error.not_set_up.label',
      values,
    );
  if (code === 'plan_required')
    return t('error.plan_required', {
      ...values,
      plan: PLAN_NAMES[details.values?.plan as Plan] ?? '',
    });
  const status = details.values?.status;
  return t(`error.${code}`, {
    ...values,
    ...(isStatus(status) ? { status: t(`status.${status}`) } : {}),
    by: escapeSingleLine(String(details.values?.by ?? ''), 80),
    seconds: toUnixSeconds(Number(details.values?.at ?? 0)),
  });
}

const KNOWN_PROBLEMS = [
  'text_missing',
  'text_blank',
  'text_too_long',
  'text_control',
  'text_malformed',
  'link_scheme',
] as const;
const KNOWN_FIELDS = [
  'labelName',
  'artistName',
  'trackTitle',
  'trackUrl',
  'genre',
  'message',
  'reason',
  'body',
  'number',
  'status',
  'channelId',
] as const;

function formatFieldProblems(problems: NonNullable<VektraError['details']['fields']>): string {
  return problems
    .map(({ field, problem, values }) => {
      const name = KNOWN_FIELDS.find((each) => each === field);
      const known = KNOWN_PROBLEMS.find((each) => each === problem.replace('.', '_'));
      return t(`problem.${known ?? 'other'}`, {
        ...values,
        field: name ? t(`field.${name}`) : field,
      });
    })
    .join('\n');
}
