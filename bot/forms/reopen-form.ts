import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';
import { isVektraError } from '../../domain/errors/errors.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { truncate } from '../messages/markdown.ts';
import type { Translator } from '../translator.ts';
import { VALUE_SEPARATOR } from './field-values.ts';
import type { FormValues } from './form-values-cache.ts';
import { parseFilesValue } from './uploaded-files.ts';

/** Discord's limit for the description of a field. */
const MAX_DESCRIPTION_LENGTH = 100;

/** Refusals after which the same form can still be sent, and whether something in it is wrong. */
const RETRY_LABEL_BY_CODE: Readonly<Record<string, 'fix' | 'again'>> = {
  invalid_input: 'fix',
  duplicate_link: 'fix',
  rate_limited: 'again',
  conflict: 'again',
  storage_moving: 'again',
  storage_unavailable: 'again',
  secret_store_unavailable: 'again',
};

/**
 * The button under a refusal that opens the form again, as it was filled in. Null when sending it
 * once more would be refused again.
 */
export function createReopenButton(
  t: Translator,
  error: unknown,
  form: { interactionId: string; customId: string },
): APIActionRowComponent<APIButtonComponentWithCustomId> | null {
  const label = isVektraError(error) ? RETRY_LABEL_BY_CODE[error.code] : 'again';
  if (!label) return null;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: label === 'fix' ? ButtonStyle.Primary : ButtonStyle.Secondary,
        label: t(`forms.${label}`),
        custom_id: createCustomId('form', 'again', form.interactionId, ...form.customId.split(':')),
      },
    ],
  };
}

/**
 * A form with its fields filled in; what was left empty stays so.
 * @param values of selects: ids or options, joined by {@link VALUE_SEPARATOR}; files are named at
 * the file upload
 */
export function prefillForm(
  t: Translator,
  form: APIModalInteractionResponseCallbackData,
  values: FormValues,
): APIModalInteractionResponseCallbackData {
  const names = parseFilesValue(values).map(({ name }) => name);
  const hasKeptFiles = names.length > 0;
  const keptFiles = truncate(
    t('forms.files_kept', { names: names.join(', ') }),
    MAX_DESCRIPTION_LENGTH,
  );
  return {
    ...form,
    components: form.components.map((part) =>
      part.type === ComponentType.Label
        ? {
            ...part,
            component: prefillField(part.component, values, hasKeptFiles),
            ...(hasKeptFiles && part.component.type === ComponentType.FileUpload
              ? { description: keptFiles }
              : {}),
          }
        : part,
    ),
  };
}

function prefillField(
  field: APIComponentInLabel,
  values: FormValues,
  hasKeptFiles: boolean,
): APIComponentInLabel {
  if (!('custom_id' in field)) return field;
  // Files that are kept need not be attached again.
  if (field.type === ComponentType.FileUpload && hasKeptFiles)
    return { ...field, required: false, min_values: 0 };
  const value = values[field.custom_id];
  if (!value) return field;
  const ids = value.split(VALUE_SEPARATOR);
  switch (field.type) {
    case ComponentType.TextInput:
      return { ...field, value };
    case ComponentType.StringSelect:
      return { ...field, options: chooseOptions(field.options, ids) };
    case ComponentType.RadioGroup:
      return { ...field, options: chooseOptions(field.options, ids) };
    case ComponentType.CheckboxGroup:
      return { ...field, options: chooseOptions(field.options, ids) };
    case ComponentType.ChannelSelect:
      return {
        ...field,
        default_values: ids.map((id) => toDefault(id, SelectMenuDefaultValueType.Channel)),
      };
    case ComponentType.RoleSelect:
      return {
        ...field,
        default_values: ids.map((id) => toDefault(id, SelectMenuDefaultValueType.Role)),
      };
    default:
      return field;
  }
}

const chooseOptions = <O extends { value: string }>(
  options: readonly O[],
  values: readonly string[],
): O[] => options.map((option) => ({ ...option, default: values.includes(option.value) }));

const toDefault = <T extends SelectMenuDefaultValueType>(id: string, type: T) => ({ id, type });
