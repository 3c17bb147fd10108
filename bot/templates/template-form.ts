import { type APILabelComponent, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import {
  FOOTER_MAX_LENGTH,
  LOGO_URL_MAX_LENGTH,
  TEMPLATE_MAX_LENGTH,
  VARIABLES_BY_TEMPLATE,
} from '../../domain/templates/template.ts';
import type { Form } from '../dispatch/types.ts';
import { createCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import type { FormName } from './present-templates.ts';

/** @param revision of the texts that the form shows: another person's change is not overwritten */
export const createTemplateForm = (t: Translator, name: FormName, revision: number): Form => ({
  custom_id: createCustomId('templates', 'form', name, revision),
  title: t(`templates.name.${name}`),
  components:
    name === 'look'
      ? [
          createField('footer', FOOTER_MAX_LENGTH, TextInputStyle.Short, {
            label: t('templates.form.footer'),
            description: t('templates.form.footer_hint'),
          }),
          createField('logoUrl', LOGO_URL_MAX_LENGTH, TextInputStyle.Short, {
            label: t('templates.form.logo'),
            description: t('templates.form.logo_hint'),
          }),
        ]
      : [
          createField(name, TEMPLATE_MAX_LENGTH, TextInputStyle.Paragraph, {
            label: t('templates.form.text'),
            description: t('templates.form.text_hint', {
              variables: VARIABLES_BY_TEMPLATE[name].map((each) => `{${each}}`).join(' '),
            }),
          }),
        ],
});

const createField = (
  custom_id: string,
  max_length: number,
  style: TextInputStyle,
  texts: { label: string; description: string },
): APILabelComponent => ({
  type: ComponentType.Label,
  ...texts,
  component: { type: ComponentType.TextInput, custom_id, style, max_length, required: false },
});
