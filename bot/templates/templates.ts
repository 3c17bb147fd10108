import { notFound } from '../../domain/errors/errors.ts';
import type { Form, FormSource, Modal, SelectMenu, SlashCommand } from '../dispatch/types.ts';
import { prefillForm } from '../forms/index.ts';
import { parseCustomId } from '../messages/custom-id.ts';
import { FORM_NAMES, presentTemplates } from './present-templates.ts';
import { createTemplateForm } from './template-form.ts';

const rule = { access: 'admin', feature: 'templates' } as const;

export const templates: SlashCommand = {
  ...rule,
  responseType: 'message',
  name: 'templates',
  text: 'templates.command.templates',
  async run({ context, actor, t }) {
    return presentTemplates(t, (await context.operations.settings.get(actor)).templates);
  },
};

export const changeTemplate: SelectMenu = {
  ...rule,
  id: 'templates:change',
  responseType: 'modal',
  run: ({ interaction, ...source }) => openForm(source, interaction.values[0]),
};

export const submitTemplate: Modal = {
  ...rule,
  id: 'templates:form',
  responseType: 'message',
  // Opened again after a conflict, it is about the newest texts.
  createForm: (source, [name]) => openForm(source, name),
  async run({ context, interaction, actor, t }) {
    const [, revision] = parseCustomId(interaction.customId)?.args ?? [];
    const entries = interaction.fields.fields.map(({ customId }) => [
      customId,
      interaction.fields.getTextInputValue(customId),
    ]);
    await context.operations.templates.set(actor, {
      ...Object.fromEntries(entries),
      revision: Number(revision),
    });
    return presentTemplates(t, (await context.operations.settings.get(actor)).templates);
  },
};

async function openForm(
  { context, actor, t }: FormSource,
  wanted: string | undefined,
): Promise<Form> {
  const name = FORM_NAMES.find((each) => each === wanted);
  if (!name) throw notFound();
  const { templates: stored, revisions } = await context.operations.settings.get(actor);
  return prefillForm(t, createTemplateForm(t, name, revisions.templates), stored);
}
