import type { ModalSubmitInteraction } from 'discord.js';
import { parseCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import type { FormValuesCache } from './form-values-cache.ts';
import { createReopenButton } from './reopen-form.ts';
import { FILES_FIELD, readUploadedFiles, toFilesValue } from './uploaded-files.ts';

/** Keeps what was typed into a refused form, for the button that opens the form again. */
export function createRetryButton(
  t: Translator,
  formValues: FormValuesCache,
  interaction: ModalSubmitInteraction,
  error: unknown,
) {
  const { id, customId, user, fields } = interaction;
  const button = createReopenButton(t, error, { interactionId: id, customId });
  const values = fields.fields.map((field): [string, string] => [
    field.customId,
    'value' in field ? String(field.value ?? '') : 'values' in field ? field.values.join(',') : '',
  ]);
  const uploaded = readUploadedFiles(interaction);
  // A form that was reopened names the one whose files it keeps.
  const [keptKey = ''] = parseCustomId(customId)?.args ?? [];
  const files =
    uploaded.length > 0 ? toFilesValue(uploaded) : formValues.get(keptKey, user.id)[FILES_FIELD];
  if (button)
    formValues.set(id, user.id, {
      ...Object.fromEntries(values),
      [FILES_FIELD]: files ?? '',
    });
  return button;
}
