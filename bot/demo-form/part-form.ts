import { randomBytes } from 'node:crypto';
import type { ModalSubmitInteraction } from 'discord.js';
import { type APILabelComponent, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { replacePart, requirePart } from '../../domain/demo-form/edit-parts.ts';
import {
  HINT_MAX_LENGTH,
  LABEL_MAX_LENGTH,
  MAX_OPTIONS,
  OPTION_MAX_LENGTH,
} from '../../domain/demo-form/form-limits.ts';
import { type FormPart, isStandard, QUESTION_KINDS } from '../../domain/demo-form/form-part.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Button, Form, Modal, SelectMenu } from '../dispatch/types.ts';
import { prefillForm } from '../forms/index.ts';
import { createCustomId, parseCustomId } from '../messages/custom-id.ts';
import type { Translator } from '../translator.ts';
import { changeForm } from './change-form.ts';
import { presentForm } from './present-form.ts';
import { presentPart } from './present-part.ts';

type Kind = FormPart['kind'];
const hasOptions = (kind: Kind) => kind === 'choice' || kind === 'choices' || kind === 'genre';

/** Of the menu of questions that can be added. */
export const addQuestion: SelectMenu = {
  id: 'demo_form:add',
  access: 'admin',
  feature: 'form_builder',
  responseType: 'modal',
  run: ({ interaction, t }) => createNewForm(t, parseKind(interaction.values[0])),
};

export const submitQuestion: Modal = {
  id: 'demo_form:new',
  access: 'admin',
  feature: 'form_builder',
  responseType: 'message',
  createForm: ({ t }, [kind]) => createNewForm(t, parseKind(kind)),
  async run({ context, interaction, actor, t }) {
    const kind = parseKind(parseCustomId(interaction.customId)?.args[0]);
    const part: FormPart = {
      id: randomBytes(4).toString('hex'),
      kind,
      ...readTexts(interaction, kind),
      isRequired: interaction.fields.getRadioGroup('required') === 'yes',
      showIf: null,
    };
    await changeForm(context, actor, (parts) => [...parts, part]);
    return presentForm(context, t, actor);
  },
};

export const editPart: Button = {
  id: 'demo_form:edit',
  access: 'admin',
  feature: 'form_builder',
  responseType: 'modal',
  async run({ context, interaction, actor, t }) {
    const [partId = ''] = parseCustomId(interaction.customId)?.args ?? [];
    const { parts } = (await context.operations.settings.get(actor)).form;
    const { label, hint, options, kind } = requirePart(parts, partId).part;
    return prefillForm(t, createEditForm(t, partId, kind), {
      label: label ?? '',
      hint: hint ?? '',
      options: options.join('\n'),
    });
  },
};

export const submitPart: Modal = {
  id: 'demo_form:change',
  access: 'admin',
  feature: 'form_builder',
  responseType: 'message',
  createForm: ({ t }, [partId = '', kind]) => createEditForm(t, partId, parseAnyKind(kind)),
  async run({ context, interaction, actor, t }) {
    const [partId = '', kind] = parseCustomId(interaction.customId)?.args ?? [];
    const texts = readTexts(interaction, parseAnyKind(kind));
    await changeForm(context, actor, (parts) => replacePart(parts, partId, texts));
    return presentPart(context, t, actor, partId);
  },
};

function parseKind(text: string | undefined): Kind {
  const kind = QUESTION_KINDS.find((each) => each === text);
  if (!kind) throw notFound();
  return kind;
}

const parseAnyKind = (text: string | undefined): Kind =>
  (['trackUrl', 'files', 'message', 'genre'] as const).find((each) => each === text) ??
  parseKind(text);

function readTexts(
  { fields }: ModalSubmitInteraction,
  kind: Kind,
): Pick<FormPart, 'label' | 'hint' | 'options'> {
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  const lines = hasOptions(kind) ? fields.getTextInputValue('options').split('\n') : [];
  return {
    label: orNull(fields.getTextInputValue('label')),
    hint: orNull(fields.getTextInputValue('hint')),
    options: lines.map((line) => line.trim()).filter((line) => line !== ''),
  };
}

const createNewForm = (t: Translator, kind: Kind): Form => ({
  custom_id: createCustomId('demo_form', 'new', kind),
  title: t('demo_form.fields.new_title'),
  components: [
    ...createTextFields(t, kind),
    {
      type: ComponentType.Label,
      label: t('demo_form.fields.required'),
      component: {
        type: ComponentType.RadioGroup,
        custom_id: 'required',
        options: [
          { label: t('demo_form.fields.yes'), value: 'yes' },
          { label: t('demo_form.fields.no'), value: 'no', default: true },
        ],
      },
    },
  ],
});

const createEditForm = (t: Translator, partId: string, kind: Kind): Form => ({
  custom_id: createCustomId('demo_form', 'change', partId, kind),
  title: t('demo_form.fields.edit_title'),
  components: createTextFields(t, kind),
});

function createTextFields(t: Translator, kind: Kind): APILabelComponent[] {
  const createField = (
    name: 'label' | 'hint' | 'options',
    options: { max: number; hint?: string; required?: boolean; style?: TextInputStyle },
  ): APILabelComponent => ({
    type: ComponentType.Label,
    label: t(`demo_form.fields.${name}`),
    ...(options.hint ? { description: options.hint } : {}),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style: options.style ?? TextInputStyle.Short,
      max_length: options.max,
      required: options.required ?? false,
    },
  });
  const isOwn = !isStandard({ kind });
  return [
    createField('label', {
      max: LABEL_MAX_LENGTH,
      required: isOwn,
      hint: t(isOwn ? 'demo_form.fields.label_hint' : 'demo_form.fields.standard_label_hint'),
    }),
    createField('hint', { max: HINT_MAX_LENGTH }),
    ...(hasOptions(kind)
      ? [
          createField('options', {
            // Discord takes no more of a text field.
            max: Math.min(4_000, MAX_OPTIONS * (OPTION_MAX_LENGTH + 1)),
            required: kind !== 'genre',
            style: TextInputStyle.Paragraph,
            hint: t(
              kind === 'genre' ? 'demo_form.fields.genre_hint' : 'demo_form.fields.options_hint',
            ),
          }),
        ]
      : []),
  ];
}
