import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { createSubmitForm } from '../presenters/submit-form.ts';
import { guildCommand } from './options.ts';

export const submit: SlashCommand = {
  access: 'member',
  responseType: 'modal',
  data: { name: 'submit', description: t('command.submit'), ...guildCommand },
  run: () => createSubmitForm(),
};
