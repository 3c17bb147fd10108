import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { MAX_FILES_AT_ONCE } from '../../domain/files/file-limits.ts';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import { FILES_FIELD } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';

/** Texts of the form; the label's own questions are its form builder's. */
export const SUBMIT_FIELDS = ['artistName', 'trackTitle', 'trackUrl', 'message'] as const;
type SubmitField = (typeof SUBMIT_FIELDS)[number];

/**
 * The form of every way to send a demo. Its limits are those of the operation.
 * @param args the key of the form whose files are kept, when it is opened again
 */
export function createSubmitForm(
  t: Translator,
  args: readonly string[] = [],
): APIModalInteractionResponseCallbackData {
  const createField = (
    name: SubmitField,
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
    custom_id: createCustomId('submit', 'demo', ...args),
    title: t('submissions.form.title'),
    components: [
      createField('artistName', { required: true }),
      createField('trackTitle', { required: true }),
      createField('trackUrl', { required: false, hint: t('submissions.form.url_hint') }),
      {
        type: ComponentType.Label,
        label: t('errors.field.files'),
        description: t('submissions.form.files_hint'),
        component: {
          type: ComponentType.FileUpload,
          custom_id: FILES_FIELD,
          min_values: 0,
          max_values: MAX_FILES_AT_ONCE,
          required: false,
        },
      },
      createField('message', {
        required: false,
        style: TextInputStyle.Paragraph,
        hint: t('submissions.form.message_hint'),
      }),
    ],
  };
}
