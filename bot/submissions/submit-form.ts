import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';

/** The form of every way to send a demo. Its limits are those of the operation. */
export function createSubmitForm(t: Translator): APIModalInteractionResponseCallbackData {
  const createField = (
    name: keyof typeof FIELD_MAX_LENGTHS,
    options: { required: boolean; style?: TextInputStyle; hint?: string },
  ) => ({
    type: ComponentType.Label as const,
    label: t(`errors.field.${name}`),
    ...(options.hint ? { description: options.hint } : {}),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style: options.style ?? TextInputStyle.Short,
      required: options.required,
      max_length: FIELD_MAX_LENGTHS[name],
    },
  });
  return {
    custom_id: createCustomId('submit', 'demo'),
    title: t('submissions.form.title'),
    components: [
      createField('artistName', { required: true }),
      createField('trackTitle', { required: true }),
      createField('trackUrl', { required: true, hint: t('submissions.form.url_hint') }),
      createField('genre', { required: false }),
      createField('message', {
        required: false,
        style: TextInputStyle.Paragraph,
        hint: t('submissions.form.message_hint'),
      }),
    ],
  };
}
