import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { MAX_FILES_AT_ONCE } from '../../domain/files/file-limits.ts';
import { CORRECTION_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import type { CorrectableDemo } from '../../domain/submissions/types.ts';
import { FILES_FIELD } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { toSingleLine, truncate } from '../messages/markdown.ts';
import type { Translator } from '../translator.ts';

export const REMOVED_FILES_FIELD = 'removedFileIds';

/** Discord's limit for an option of a select menu. */
const MAX_LABEL_LENGTH = 100;

/**
 * What an artist can correct of a demo; its texts are filled in by who opens it.
 * @param key under which files are kept that were attached before
 */
export function createCorrectionForm(
  t: Translator,
  { key, number, files }: Pick<CorrectableDemo, 'files'> & { key: string; number: number },
): APIModalInteractionResponseCallbackData {
  const createField = (name: 'trackUrl' | 'message', style: TextInputStyle) => ({
    type: ComponentType.Label as const,
    label: t(`errors.field.${name}`),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style,
      required: false,
      max_length: CORRECTION_MAX_LENGTHS[name],
    },
  });
  return {
    custom_id: createCustomId('correct', 'demo', key, number),
    title: t('submissions.correction.title', { number }),
    components: [
      createField('trackUrl', TextInputStyle.Short),
      createField('message', TextInputStyle.Paragraph),
      ...(files.length > 0
        ? [
            {
              type: ComponentType.Label as const,
              label: t('submissions.correction.remove_files'),
              description: t('submissions.correction.remove_files_hint'),
              component: {
                type: ComponentType.StringSelect as const,
                custom_id: REMOVED_FILES_FIELD,
                required: false,
                min_values: 0,
                max_values: files.length,
                options: files.map(({ id, name }) => ({
                  label: truncate(toSingleLine(name) || '…', MAX_LABEL_LENGTH),
                  value: id,
                })),
              },
            },
          ]
        : []),
      {
        type: ComponentType.Label,
        label: t('submissions.correction.add_files'),
        component: {
          type: ComponentType.FileUpload,
          custom_id: FILES_FIELD,
          min_values: 0,
          max_values: MAX_FILES_AT_ONCE,
          required: false,
        },
      },
    ],
  };
}
