import type { ModalSubmitInteraction } from 'discord.js';
import type { FormValues } from './form-values-cache.ts';

/** Between several values of a field. No option has line breaks, and no id. */
export const VALUE_SEPARATOR = '\n';

/** What was filled in, by the fields' custom ids; not the files. */
export const readFieldValues = ({ fields }: ModalSubmitInteraction): FormValues =>
  Object.fromEntries(
    fields.fields.map((field): [string, string] => [
      field.customId,
      'value' in field
        ? String(field.value ?? '')
        : 'values' in field
          ? field.values.join(VALUE_SEPARATOR)
          : '',
    ]),
  );
