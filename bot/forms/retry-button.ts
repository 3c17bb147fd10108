import type { ModalSubmitInteraction } from 'discord.js';
import { parseCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { readFieldValues } from './field-values.ts';
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
  const { id, customId, user } = interaction;
  const button = createReopenButton(t, error, { interactionId: id, customId });
  const uploaded = readUploadedFiles(interaction);
  // A form that was reopened, or a second page, names the form whose values belong to it.
  const [keptKey = ''] = parseCustomId(customId)?.args ?? [];
  const kept = formValues.get(keptKey, user.id);
  const files = uploaded.length > 0 ? toFilesValue(uploaded) : kept[FILES_FIELD];
  if (button)
    formValues.set(id, user.id, {
      ...kept,
      ...readFieldValues(interaction),
      [FILES_FIELD]: files ?? '',
    });
  return button;
}
