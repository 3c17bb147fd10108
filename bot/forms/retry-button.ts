import type { ModalSubmitInteraction } from 'discord.js';
import type { Translator } from '../translator.ts';
import type { FormValuesCache } from './form-values-cache.ts';
import { createReopenButton } from './reopen-form.ts';

/** Keeps what was typed into a refused form, for the button that opens the form again. */
export function createRetryButton(
  t: Translator,
  formValues: FormValuesCache,
  { id, customId, user, fields }: ModalSubmitInteraction,
  error: unknown,
) {
  const button = createReopenButton(t, error, { interactionId: id, customId });
  const values = fields.fields.map((field): [string, string] => [
    field.customId,
    'value' in field ? String(field.value ?? '') : 'values' in field ? field.values.join(',') : '',
  ]);
  if (button) formValues.set(id, user.id, Object.fromEntries(values));
  return button;
}
