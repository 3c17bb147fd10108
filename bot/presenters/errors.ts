import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { isVektraError, type VektraError } from '../../domain/errors/errors.ts';
import { PLAN_NAMES, type Plan } from '../../domain/plans/plans.ts';
import { isStatus } from '../../domain/submissions/status.ts';
import { t } from '../catalogues/translate.ts';
import { type Body, body, words } from './body.ts';
import { oneLine, seconds } from './markdown.ts';

/** How slash commands are named in texts. */
export const commandNames = Object.fromEntries(
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
  ...below: APIMessageTopLevelComponent[]
): Body => body(words(errorText(error, logId)), ...below);

export const errorText = (error: unknown, logId: string): string =>
  isVektraError(error) ? expected(error) : t('error.fault', { id: logId });

function expected({ code, details }: VektraError): string {
  const values = { ...commandNames, ...details.values };
  if (code === 'invalid_input') return fields(details.fields ?? []);
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
    by: oneLine(String(details.values?.by ?? ''), 80),
    seconds: seconds(Number(details.values?.at ?? 0)),
  });
}

const PROBLEMS = [
  'text_missing',
  'text_blank',
  'text_too_long',
  'text_control',
  'text_malformed',
  'link_scheme',
] as const;
const FIELDS = [
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

function fields(problems: NonNullable<VektraError['details']['fields']>): string {
  return problems
    .map(({ field, problem, values }) => {
      const name = FIELDS.find((each) => each === field);
      const known = PROBLEMS.find((each) => each === problem.replace('.', '_'));
      return t(`problem.${known ?? 'other'}`, {
        ...values,
        field: name ? t(`field.${name}`) : field,
      });
    })
    .join('\n');
}
