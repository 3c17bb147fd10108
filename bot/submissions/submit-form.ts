import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { FormPart } from '../../domain/demo-form/form-part.ts';
import { getFirstPage, getSecondPage } from '../../domain/demo-form/pages.ts';
import { FIELD_MAX_LENGTHS } from '../../domain/submissions/field-lengths.ts';
import type { Form } from '../dispatch/types.ts';
import type { FormValues } from '../forms/index.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { createPartField } from './form-fields.ts';
import { hasOwnParts } from './read-form.ts';

const createNameField = (t: Translator, name: 'artistName' | 'trackTitle') => ({
  type: ComponentType.Label as const,
  label: t(`errors.field.${name}`),
  component: {
    type: ComponentType.TextInput as const,
    custom_id: name,
    style: TextInputStyle.Short as const,
    required: true,
    max_length: FIELD_MAX_LENGTHS[name],
  },
});

/** A key of kept values is the id of an interaction: this is none. */
const NO_KEY = '0';

/**
 * The form of every way to send a demo. Its limits are those of the operation. Its id says whether
 * the label's own form has to be read when it comes back.
 * @param keptKey of the values of an earlier form that belong to this one
 */
export const createSubmitForm = (
  t: Translator,
  parts: readonly FormPart[],
  keptKey = NO_KEY,
): Form => ({
  custom_id: createCustomId('submit', 'demo', keptKey, ...(hasOwnParts(parts) ? ['own'] : [])),
  title: t('submissions.form.title'),
  components: [
    createNameField(t, 'artistName'),
    createNameField(t, 'trackTitle'),
    ...getFirstPage(parts).map((part) => createPartField(t, part)),
  ],
});

/** What is asked after the first page. @param keptKey of the first page's values */
export const createSecondPage = (
  t: Translator,
  parts: readonly FormPart[],
  { keptKey, values }: { keptKey: string; values: FormValues },
): Form => ({
  custom_id: createCustomId('submit', 'page', keptKey),
  title: t('submissions.form.title'),
  components: getSecondPage(parts, values).map((part) => createPartField(t, part)),
});
