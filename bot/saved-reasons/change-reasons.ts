import { notFound } from '../../domain/errors/errors.ts';
import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';
import { toRequestId } from '../dispatch/request-id.ts';
import type { Button, FormSource, Modal, SelectMenu } from '../dispatch/types.ts';
import { parseCustomId } from '../messages/custom-id.ts';
import { presentReasons } from './present-reasons.ts';
import { createAddForm, createChangeForm } from './reason-form.ts';

const rule = { access: 'staff', feature: 'saved_reasons' } as const;

export const addReason: Button = {
  ...rule,
  id: 'reasons:add',
  responseType: 'modal',
  run: ({ t }) => createAddForm(t),
};

export const submitReason: Modal = {
  ...rule,
  id: 'reasons:add_form',
  responseType: 'message',
  createForm: ({ t }) => createAddForm(t),
  async run({ context, interaction, actor, t }) {
    const { savedReasons } = context.operations;
    await savedReasons.add(actor, {
      requestId: toRequestId(interaction),
      title: interaction.fields.getTextInputValue('title'),
      text: interaction.fields.getTextInputValue('text'),
    });
    return presentReasons(t, await savedReasons.list(actor));
  },
};

export const changeReason: SelectMenu = {
  ...rule,
  id: 'reasons:change',
  responseType: 'modal',
  async run({ interaction, ...source }) {
    return createChangeForm(source.t, await findReason(source, interaction.values[0]));
  },
};

export const submitChange: Modal = {
  ...rule,
  id: 'reasons:change_form',
  responseType: 'message',
  // Opened again after a conflict, it is about the newest revision.
  async createForm(source, [id]) {
    return createChangeForm(source.t, await findReason(source, id));
  },
  async run({ context, interaction, actor, t }) {
    const { savedReasons } = context.operations;
    const [reasonId = '', revision] = parseCustomId(interaction.customId)?.args ?? [];
    await savedReasons.change(actor, {
      reasonId,
      revision: Number(revision),
      title: interaction.fields.getTextInputValue('title'),
      text: interaction.fields.getTextInputValue('text'),
    });
    return presentReasons(t, await savedReasons.list(actor));
  },
};

async function findReason(
  { context, actor }: FormSource,
  id: string | undefined,
): Promise<SavedReason> {
  const reasons = await context.operations.savedReasons.list(actor);
  const reason = reasons.find((each) => each.id === id);
  if (!reason) throw notFound();
  return reason;
}
