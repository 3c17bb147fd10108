import type { ModalSubmitInteraction } from 'discord.js';
import { createReopenButton } from '../presenters/reopen-form.ts';
import type { FormValuesCache } from './form-values-cache.ts';

/** Keeps what was typed into a refused form, for the button that opens the form again. */
export function createRetryButton(
  formValues: FormValuesCache,
  { id, customId, user, fields }: ModalSubmitInteraction,
  error: unknown,
) {
  const button = createReopenButton(error, { interactionId: id, customId });
  const values = fields.fields.map((field) =>
    'value' in field ? [field.customId, String(field.value)] : [],
  );
  if (button) formValues.set(id, user.id, Object.fromEntries(values));
  return button;
}
