import { t } from '../catalogues/translate.ts';
import type { SlashCommand } from '../dispatch/types.ts';
import { submitForm } from '../presenters/submit-form.ts';
import { inGuild } from './options.ts';

export const submit: SlashCommand = {
  needs: 'member',
  answers: 'modal',
  data: { name: 'submit', description: t('command.submit'), ...inGuild },
  run: () => submitForm(),
};
