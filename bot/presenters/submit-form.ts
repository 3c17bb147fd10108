import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { LIMITS } from '../../domain/submissions/limits.ts';
import { t } from '../catalogues/translate.ts';
import { customId } from './custom-id.ts';

/** The form that every way of sending a demo opens. Limits are the act's own. */
export function submitForm(): APIModalInteractionResponseCallbackData {
  const field = (
    name: keyof typeof LIMITS,
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
      max_length: LIMITS[name],
    },
  });
  return {
    custom_id: customId('submit', 'demo'),
    title: t('submit.title'),
    components: [
      field('artistName', { required: true }),
      field('trackTitle', { required: true }),
      field('trackUrl', { required: true, hint: t('submit.url_hint') }),
      field('genre', { required: false }),
      field('message', {
        required: false,
        style: TextInputStyle.Paragraph,
        hint: t('submit.message_hint'),
      }),
    ],
  };
}
