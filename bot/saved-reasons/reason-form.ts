import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { SAVED_REASON_TITLE_MAX_LENGTH } from '../../domain/saved-reasons/limits.ts';
import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';
import type { Form } from '../dispatch/types.ts';
import { prefillForm } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';

export const createAddForm = (t: Translator): Form =>
  createForm(t, createCustomId('reasons', 'add_form'), t('saved_reasons.form.add'));

/** Its id says which revision it shows: what somebody else changes meanwhile is not overwritten. */
export const createChangeForm = (t: Translator, { id, title, text, revision }: SavedReason): Form =>
  prefillForm(
    t,
    createForm(
      t,
      createCustomId('reasons', 'change_form', id, revision),
      t('saved_reasons.form.change'),
    ),
    { title, text },
  );

const createForm = (t: Translator, customId: string, title: string): Form => ({
  custom_id: customId,
  title,
  components: [
    {
      type: ComponentType.Label,
      label: t('saved_reasons.form.title'),
      description: t('saved_reasons.form.title_hint'),
      component: {
        type: ComponentType.TextInput,
        custom_id: 'title',
        style: TextInputStyle.Short,
        max_length: SAVED_REASON_TITLE_MAX_LENGTH,
      },
    },
    {
      type: ComponentType.Label,
      label: t('saved_reasons.form.text'),
      description: t('saved_reasons.form.text_hint'),
      component: {
        type: ComponentType.TextInput,
        custom_id: 'text',
        style: TextInputStyle.Paragraph,
        max_length: REASON_MAX_LENGTH,
      },
    },
  ],
});
