import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { t } from '../catalogues/translate.ts';
import { createCustomId } from './custom-id.ts';

/** The form that every way of sending a demo opens. Limits are the act's own. */
export function createSubmitForm(): APIModalInteractionResponseCallbackData {
  const createField = (
    name: keyof typeof FIELD_MAX_LENGTHS,
    options: { required: boolean; style?: TextInputStyle; hint?: string },
  ) => ({
    type: ComponentType.Label as const,
    label: t(`field.${name}`),
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
    title: t('submit.title'),
    components: [
      createField('artistName', { required: true }),
      createField('trackTitle', { required: true }),
      createField('trackUrl', { required: true, hint: t('submit.url_hint') }),
      createField('genre', { required: false }),
      createField('message', {
        required: false,
        style: TextInputStyle.Paragraph,
        hint: t('submit.message_hint'),
      }),
    ],
  };
}
